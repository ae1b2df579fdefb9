import { Wallet } from "ethers";
import { expect, test } from "vitest";
import { type Entry, memberOf, reviewOf } from "#app/features/ledger/entry.ts";
import { claimsFile, ledgerFile } from "#app/features/payouts/epoch-file.ts";
import {
  addLedgerFile,
  emptyTally,
  leafDifferences,
  leavesOf,
  readClaimsFile,
} from "#app/features/payouts/recompute.ts";

const alice = Wallet.createRandom().address;
const bruno = Wallet.createRandom().address;

function entry(id: string, postings: Array<[account: string, amountWei: bigint]>): Entry {
  const at = new Date("2026-11-22T00:00:00Z");
  return {
    id,
    at,
    kind: "mature",
    ref: id,
    postings: postings.map(([account, amountWei]) => ({ account, amountWei })),
  };
}

const file = ledgerFile([
  entry("1", [
    ["chain", -100n],
    [reviewOf(alice), 100n],
  ]),
  entry("2", [
    [reviewOf(alice), -60n],
    [memberOf(alice), 60n],
  ]),
  entry("3", [
    [reviewOf(alice), -40n],
    [memberOf(bruno), 40n],
  ]),
  entry("4", []),
]);

test("the files' leaves, total and root are recomputed", () => {
  const tally = emptyTally();
  expect(addLedgerFile(tally, 1, file)).toBeNull();
  const { leaves, totalWei } = leavesOf(tally);
  expect(totalWei).toBe(100n);
  expect(
    leafDifferences(leaves, [
      { address: bruno, cumulativeWei: 40n },
      { address: alice, cumulativeWei: 60n },
    ]),
  ).toEqual([]);
});

test("a line that no longer sums is named", () => {
  const changed = file.replace('"amountWei":"60"', '"amountWei":"61"');
  expect(addLedgerFile(emptyTally(), 3, changed)).toEqual({
    kind: "not-zero",
    epoch: 3,
    line: 2,
    entryId: "2",
    sumWei: 1n,
  });
});

test("a line that is no entry, or stands there twice, is named", () => {
  expect(addLedgerFile(emptyTally(), 1, `${file}{"id":`)).toEqual({ kind: "not-json", epoch: 1, line: 5 });
  expect(addLedgerFile(emptyTally(), 1, `${file}{"id":"5"}\n`)).toEqual({ kind: "not-an-entry", epoch: 1, line: 5 });
  expect(addLedgerFile(emptyTally(), 1, `${file}${file}`)).toEqual({ kind: "repeated", epoch: 1, line: 5 });
});

test("an account that ends below zero is named", () => {
  const overdrawn = ledgerFile([
    entry("1", [
      [reviewOf(alice), -5n],
      [memberOf(alice), 5n],
    ]),
  ]);
  expect(addLedgerFile(emptyTally(), 1, overdrawn)).toEqual({
    kind: "overdrawn",
    epoch: 1,
    account: reviewOf(alice),
    balanceWei: -5n,
  });
});

test("a changed leaf is named by its member and the difference", () => {
  const tally = emptyTally();
  addLedgerFile(tally, 1, file);
  const published = claimsFile([
    { address: alice, cumulativeWei: 60n },
    { address: bruno, cumulativeWei: 41n },
  ]);
  const read = readClaimsFile(published);
  expect(read.ok && leafDifferences(read.leaves, leavesOf(tally).leaves)).toEqual([
    { address: bruno, publishedWei: 41n, recomputedWei: 40n },
  ]);
});

test("a claims file that names somebody twice is refused by its line", () => {
  const once = claimsFile([{ address: alice, cumulativeWei: 1n }]);
  expect(readClaimsFile(once + once)).toEqual({ ok: false, problem: { kind: "claims-line", line: 2 } });
});
