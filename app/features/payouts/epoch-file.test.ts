import fc from "fast-check";
import { expect, test } from "vitest";
import { memberOf, reviewOf } from "#app/features/ledger/entry.ts";
import { maturePostings, refundPostings } from "#app/features/ledger/pay.ts";
import { claimsFile, fileDigest, leavesAfter, ledgerFile } from "#app/features/payouts/epoch-file.ts";

const address = fc.integer({ min: 1, max: 9 }).map((digit) => `0x${String(digit).repeat(40)}`);
const grants = fc.array(fc.tuple(address, fc.bigInt({ min: 1n, max: 10n ** 20n })), { maxLength: 20 });

test("a leaf is all that was ever granted, in whatever epochs", () => {
  fc.assert(
    fc.property(grants, fc.nat(20), (given, cut) => {
      const entries = given.map(([to, wei]) => ({ postings: maturePostings(to, wei) }));
      const inTwo = leavesAfter(leavesAfter([], entries.slice(0, cut)), entries.slice(cut));
      expect(inTwo).toEqual(leavesAfter([], entries));
      for (const leaf of inTwo) {
        const own = given.filter(([to]) => to === leaf.address).map(([, wei]) => wei);
        expect(leaf.cumulativeWei).toBe(own.reduce((sum, wei) => sum + wei, 0n));
      }
    }),
  );
});

test("what is in review is in no leaf, and a refund is the requester's", () => {
  const ana = `0x${"a".repeat(40)}`;
  const inReview = [
    { account: reviewOf(ana), amountWei: 5n },
    { account: "campaign:c:reserved", amountWei: -5n },
  ];
  expect(leavesAfter([], [{ postings: inReview }])).toEqual([]);
  expect(leavesAfter([], [{ postings: refundPostings("c", ana, 7n) }])).toEqual([{ address: ana, cumulativeWei: 7n }]);
});

test("a correction to nothing leaves no leaf", () => {
  const ana = `0x${"a".repeat(40)}`;
  const back = [
    { account: memberOf(ana), amountWei: -5n },
    { account: "campaign:c:available", amountWei: 5n },
  ];
  expect(leavesAfter([{ address: ana, cumulativeWei: 5n }], [{ postings: back }])).toEqual([]);
});

test("files end each line, sort leaves by address whatever its letters' case, and hash as the chain does", () => {
  const leaves = [
    { address: `0x${"B".repeat(40)}`, cumulativeWei: 2n },
    { address: `0x${"a".repeat(40)}`, cumulativeWei: 1n },
  ];
  expect(claimsFile(leaves)).toBe(
    `{"address":"0x${"a".repeat(40)}","cumulativeWei":"1"}\n{"address":"0x${"B".repeat(40)}","cumulativeWei":"2"}\n`,
  );
  expect(ledgerFile([])).toBe("");
  // keccak256 of nothing, as everybody knows it.
  expect(fileDigest("")).toBe("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
});
