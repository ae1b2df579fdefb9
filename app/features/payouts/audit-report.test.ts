import { expect, test } from "vitest";
import { auditReport, type ProposedEpoch } from "#app/features/payouts/audit-report.ts";

const chain: Array<ProposedEpoch> = [
  { n: 1, root: "0xr1", totalWei: 0n, ledgerDigest: "0xd1" },
  { n: 2, root: "0xr2", totalWei: 7n, ledgerDigest: "0xd2" },
];
const leaves = { root: "0xr2", totalWei: 7n, differences: [] };
const files = { digests: ["0xd1", "0xd2"], problem: null, leaves };

test("an epoch that is what it says passes every step", () => {
  const report = auditReport(files, chain, 2);
  expect(report.problem).toBeNull();
  expect(new Set(Object.values(report.steps))).toEqual(new Set(["passed"]));
});

test("a line that does not sum is named before the digest that it changes", () => {
  const problem = { kind: "not-zero", epoch: 1, line: 3, entryId: "e", sumWei: 1n } as const;
  const report = auditReport({ digests: ["0xother", "0xd2"], problem, leaves: null }, chain, 2);
  expect(report.problem).toEqual({ kind: "file", problem });
  expect(report.steps).toMatchObject({ digest: "failed", sums: "failed", leaves: "unknown", total: "unknown" });
});

test("members whose leaves differ are named", () => {
  const differences = [{ address: "0xa", publishedWei: 2n, recomputedWei: 1n }];
  const report = auditReport({ ...files, leaves: { ...leaves, differences } }, chain, 2);
  expect(report.problem).toEqual({ kind: "leaves", differences });
});

test("any other change of a file, an earlier epoch's too, shows as its digest", () => {
  const report = auditReport({ ...files, digests: ["0xother", "0xd2"] }, chain, 2);
  expect(report.problem).toEqual({ kind: "digest", epoch: 1, recomputed: "0xother", onChain: "0xd1" });
});

test("another total or root than the chain's is said", () => {
  expect(auditReport({ ...files, leaves: { ...leaves, totalWei: 8n } }, chain, 2).problem).toMatchObject({
    kind: "total",
  });
  expect(auditReport({ ...files, leaves: { ...leaves, root: "0xr3" } }, chain, 2).problem).toMatchObject({
    kind: "root",
  });
});

test("an epoch that the chain does not know is not vouched for", () => {
  const report = auditReport(files, chain.slice(0, 1), 2);
  expect(report.problem).toEqual({ kind: "not-proposed" });
  expect(report.steps).toMatchObject({ chain: "failed", total: "unknown", root: "unknown", sums: "passed" });
});
