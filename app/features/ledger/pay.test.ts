import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addressOf,
  balancesOf,
  entryLine,
  isBalanced,
  memberOf,
  reviewersAccount,
} from "#app/features/ledger/entry.ts";
import {
  costOf,
  earnPostings,
  fundPostings,
  maturePostings,
  overturnPostings,
  refundPostings,
  reservePostings,
  unreservePostings,
} from "#app/features/ledger/pay.ts";

const ana = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const treasury = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const wei = fc.bigInt({ min: 0n, max: 10n ** 30n });
const basisPoints = fc.integer({ min: 0, max: 10_000 });

test("postings of every kind sum to zero", () => {
  fc.assert(
    fc.property(wei, basisPoints, (amount, overheadBps) => {
      const lists = [
        fundPostings("c", amount),
        refundPostings("c", ana, amount),
        reservePostings("c", amount),
        unreservePostings("c", amount),
        overturnPostings("c", ana, amount),
        maturePostings(ana, amount),
        earnPostings({ campaignId: "c", address: ana, priceWei: amount, overheadBps, treasury }),
      ];
      expect(lists.every(isBalanced)).toBe(true);
      expect(lists.flat().every((posting) => posting.amountWei !== 0n)).toBe(true);
    }),
  );
});

test("an earning takes exactly its cost from what the campaign reserved, and the contributor gets the listed price", () => {
  fc.assert(
    fc.property(wei, basisPoints, (priceWei, overheadBps) => {
      const held = balancesOf([
        { postings: earnPostings({ campaignId: "c", address: ana, priceWei, overheadBps, treasury }) },
      ]);
      expect(-(held.get("campaign:c:reserved") ?? 0n)).toBe(costOf(priceWei, overheadBps));
      expect(held.get(`review:${ana}`) ?? 0n).toBe(priceWei);
    }),
  );
});

test("an odd unit of the overhead is the treasury's", () => {
  const held = balancesOf([
    { postings: earnPostings({ campaignId: "c", address: ana, priceWei: 101n, overheadBps: 1_000, treasury }) },
  ]);
  expect(held.get(reviewersAccount)).toBe(5n);
  expect(held.get(memberOf(treasury))).toBe(5n);
  const odd = balancesOf([
    { postings: earnPostings({ campaignId: "c", address: ana, priceWei: 110n, overheadBps: 1_000, treasury }) },
  ]);
  expect([odd.get(reviewersAccount), odd.get(memberOf(treasury))]).toEqual([5n, 6n]);
});

test("a line has its keys sorted, its amounts as strings and a reason only where there is one", () => {
  const at = new Date("2026-11-22T02:00:00Z");
  const entry = { id: "e1", at, kind: "mature", ref: "2", postings: maturePostings(ana, 5n) };
  expect(entryLine(entry)).toBe(
    `{"at":"2026-11-22T02:00:00.000Z","id":"e1","kind":"mature","postings":[{"account":"review:${ana}","amountWei":"-5"},{"account":"member:${ana}","amountWei":"5"}],"ref":"2"}`,
  );
  expect(entryLine({ ...entry, reason: "r", postings: [] })).toBe(
    `{"at":"2026-11-22T02:00:00.000Z","id":"e1","kind":"mature","postings":[],"reason":"r","ref":"2"}`,
  );
});

test("only accounts of members name an address", () => {
  expect(addressOf(memberOf(ana))).toBe(ana);
  expect(addressOf(reviewersAccount)).toBe(null);
  expect(addressOf(`campaign:${ana}:available`)).toBe(null);
});
