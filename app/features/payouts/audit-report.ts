// What the audit page ticks off: the recomputed files held against what the chain says.
import type { FileProblem, LeafDifference } from "#app/features/payouts/recompute.ts";
import { assertNever } from "#app/lib/invariant.ts";

export const auditSteps = ["digest", "sums", "leaves", "total", "root", "chain"] as const;
export type AuditStep = (typeof auditSteps)[number];
export type StepState = "passed" | "failed" | "unknown";

/** What the contract's own event says of one epoch. */
export type ProposedEpoch = { n: number; root: string; totalWei: bigint; ledgerDigest: string };

type RecomputedFiles = {
  digests: ReadonlyArray<string>;
  problem: FileProblem | null;
  leaves: { root: string; totalWei: bigint; differences: ReadonlyArray<LeafDifference> } | null;
};

export type AuditProblem =
  | { kind: "file"; problem: FileProblem }
  | { kind: "leaves"; differences: ReadonlyArray<LeafDifference> }
  | { kind: "total" | "root"; recomputed: string; onChain: string }
  | { kind: "digest"; epoch: number; recomputed: string; onChain: string }
  | { kind: "not-proposed" };

export type AuditReport = { steps: Record<AuditStep, StepState>; problem: AuditProblem | null };

/**
 * Names what is most telling: the line that does not parse or sum, else the members whose leaves differ, else the total,
 * the root, and last the file whose digest differs.
 * @param chain proposals of epochs 1 to n, as read from the chain; n itself is `epoch`
 */
export function auditReport(files: RecomputedFiles, chain: ReadonlyArray<ProposedEpoch>, epoch: number): AuditReport {
  const proposed = chain.find(({ n }) => n === epoch);
  const changed = chain.find(({ n, ledgerDigest }) => n <= epoch && files.digests[n - 1] !== ledgerDigest);
  const { leaves } = files;
  const steps: Record<AuditStep, StepState> = {
    digest: proposed ? passedIf(!changed) : "unknown",
    sums: passedIf(files.problem === null || files.problem.kind === "claims-line"),
    leaves: leaves
      ? passedIf(leaves.differences.length === 0)
      : files.problem?.kind === "claims-line"
        ? "failed"
        : "unknown",
    total: proposed && leaves ? passedIf(leaves.totalWei === proposed.totalWei) : "unknown",
    root: proposed && leaves ? passedIf(leaves.root === proposed.root) : "unknown",
    chain: passedIf(proposed !== undefined),
  };

  const failed = (step: AuditStep) => steps[step] === "failed";
  const first: AuditStep | undefined = (["sums", "leaves", "total", "root", "chain", "digest"] as const).find(failed);
  return { steps, problem: first ? problemOf(first) : null };

  function problemOf(step: AuditStep): AuditProblem {
    switch (step) {
      case "sums":
      case "leaves":
        return files.problem
          ? { kind: "file", problem: files.problem }
          : { kind: "leaves", differences: leaves?.differences ?? [] };
      case "total":
        return { kind: "total", recomputed: String(leaves?.totalWei ?? ""), onChain: String(proposed?.totalWei ?? "") };
      case "root":
        return { kind: "root", recomputed: leaves?.root ?? "", onChain: proposed?.root ?? "" };
      case "chain":
        return { kind: "not-proposed" };
      case "digest":
        return {
          kind: "digest",
          epoch: changed?.n ?? epoch,
          recomputed: files.digests[(changed?.n ?? epoch) - 1] ?? "",
          onChain: changed?.ledgerDigest ?? "",
        };
      default:
        return assertNever(step);
    }
  }
}

function passedIf(condition: boolean): StepState {
  return condition ? "passed" : "failed";
}
