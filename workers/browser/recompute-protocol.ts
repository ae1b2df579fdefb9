import type { FileProblem, LeafDifference } from "#app/features/payouts/recompute.ts";

export type RecomputeRequest = { type: "recompute"; job: number; epoch: number };

/** What the public files of epochs 1 to n say by themselves. */
export type Recomputed = {
  /** keccak256 of each epoch's ledger file, the first epoch's first */
  digests: Array<string>;
  entries: number;
  problem: FileProblem | null;
  /** null when the files can't be tallied */
  leaves: { count: number; root: string; totalWei: bigint; differences: Array<LeafDifference> } | null;
};

export type RecomputeReply =
  | { type: "progress"; job: number; entries: number }
  | { type: "done"; job: number; recomputed: Recomputed }
  | { type: "failed"; job: number; file: string };
