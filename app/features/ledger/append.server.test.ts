import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { appendEntries, appendEntry, balanceOf, InsufficientFunds } from "#app/features/ledger/append.server.ts";
import {
  balancesOf,
  campaignAvailable,
  campaignReserved,
  chainAccount,
  type Posting,
} from "#app/features/ledger/entry.ts";
import { earnPostings, fundPostings, reservePostings } from "#app/features/ledger/pay.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { toWei } from "#app/lib/money.ts";

const treasury = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

function append(postings: ReadonlyArray<Posting>, idempotencyKey: string = randomUUID()) {
  return inTransaction((tx) => appendEntry(tx, { kind: "correct", ref: "r", idempotencyKey, postings }));
}

async function replayed(): Promise<Map<string, bigint>> {
  const rows = await db().posting.findMany();
  return balancesOf([{ postings: rows.map((row) => ({ account: row.account, amountWei: toWei(row.amountWei) })) }]);
}

async function stored(): Promise<Map<string, bigint>> {
  return new Map((await db().balance.findMany()).map((row) => [row.account, toWei(row.wei)]));
}

test("an entry that does not sum to zero is a bug, and nothing of it stays", async () => {
  const before = await db().entry.count();
  await expect(append([{ account: "reviewers", amountWei: 1n }])).rejects.toThrow("sums to zero");
  expect(await db().entry.count()).toBe(before);
});

test("the same key is appended once, also by many at once", async () => {
  const campaignId = randomUUID();
  const key = randomUUID();
  const results = await Promise.all(Array.from({ length: 8 }, () => append(fundPostings(campaignId, 7n), key)));
  expect(results.filter((result) => result === "already-there")).toHaveLength(7);
  expect(await balanceOf(db(), campaignAvailable(campaignId))).toBe(7n);
});

test("an account cannot give what it does not hold, and the whole transaction rolls back", async () => {
  const campaignId = randomUUID();
  await append(fundPostings(campaignId, 10n));
  const tooMuch = inTransaction(async (tx) => {
    await appendEntry(tx, {
      kind: "reserve",
      ref: "p1",
      idempotencyKey: randomUUID(),
      postings: reservePostings(campaignId, 6n),
    });
    await appendEntry(tx, {
      kind: "reserve",
      ref: "p2",
      idempotencyKey: randomUUID(),
      postings: reservePostings(campaignId, 5n),
    });
  });
  await expect(tooMuch).rejects.toBeInstanceOf(InsufficientFunds);
  expect(await balanceOf(db(), campaignAvailable(campaignId))).toBe(10n);
  expect(await balanceOf(db(), campaignReserved(campaignId))).toBe(0n);
});

test("within one batch, an entry cannot spend what a later one brings", async () => {
  const campaignId = randomUUID();
  const spend = {
    kind: "reserve" as const,
    ref: "p",
    idempotencyKey: randomUUID(),
    postings: reservePostings(campaignId, 5n),
  };
  const fund = {
    kind: "fund" as const,
    ref: "f",
    idempotencyKey: randomUUID(),
    postings: fundPostings(campaignId, 5n),
  };
  await expect(inTransaction((tx) => appendEntries(tx, [spend, fund]))).rejects.toBeInstanceOf(InsufficientFunds);
  await inTransaction((tx) => appendEntries(tx, [fund, spend]));
  expect(await balanceOf(db(), campaignReserved(campaignId))).toBe(5n);
});

test("64 takings by 16 at once never take more than there is", async () => {
  const campaignId = randomUUID();
  await append(fundPostings(campaignId, 100n));
  const takers = Array.from({ length: 16 }, async () => {
    let refused = 0;
    for (let takings = 0; takings < 4; takings++) {
      await append(reservePostings(campaignId, 3n)).catch((error: unknown) => {
        if (!(error instanceof InsufficientFunds)) throw error;
        refused += 1;
      });
    }
    return refused;
  });
  const refused = await Promise.all(takers);
  expect(refused.reduce((sum, count) => sum + count, 0)).toBe(31);
  expect(await balanceOf(db(), campaignAvailable(campaignId))).toBe(1n);
});

test("a large batch is appended in its order", async () => {
  const campaignId = randomUUID();
  const entries = Array.from({ length: 2_000 }, (_, index) => ({
    ...{ kind: "fund" as const, ref: `${campaignId}:${index}`, idempotencyKey: randomUUID() },
    postings: fundPostings(`${campaignId}:${index % 700}`, 1n),
  }));
  await inTransaction((tx) => appendEntries(tx, entries));
  const rows = await db().entry.findMany({
    where: { ref: { startsWith: campaignId } },
    orderBy: { seq: "asc" },
    select: { ref: true },
  });
  expect(rows.map(({ ref }) => ref)).toEqual(entries.map(({ ref }) => ref));
});

test("replaying all entries gives every balance, whatever was appended and refused", async () => {
  const address = fc.integer({ min: 1, max: 5 }).map((digit) => `0x${String(digit).repeat(40)}`);
  const amount = fc.bigInt({ min: 1n, max: 50n });
  const campaign = fc.constantFrom("a", "b");
  const step = fc.oneof(
    fc.tuple(campaign, amount).map(([id, wei]) => fundPostings(id, wei * 3n)),
    fc.tuple(campaign, amount).map(([id, wei]) => reservePostings(id, wei)),
    fc
      .tuple(campaign, address, amount)
      .map(([campaignId, to, priceWei]) =>
        earnPostings({ campaignId, address: to, priceWei, overheadBps: 1_500, treasury }),
      ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const results = await Promise.allSettled(steps.map((postings) => append(postings)));
      for (const result of results) {
        if (result.status === "rejected") expect(result.reason).toBeInstanceOf(InsufficientFunds);
      }
      const balances = await stored();
      const again = await replayed();
      for (const [account, wei] of balances) {
        expect(again.get(account) ?? 0n).toBe(wei);
        if (account !== chainAccount) expect(wei >= 0n).toBe(true);
      }
      expect([...again.keys()].every((account) => balances.has(account))).toBe(true);
    }),
    { numRuns: 25 },
  );
});

test("an entry can be neither changed nor removed", async () => {
  await append(fundPostings(randomUUID(), 1n));
  await expect(db().entry.deleteMany()).rejects.toThrow("append-only");
  await expect(db().entry.updateMany({ data: { kind: "fund" } })).rejects.toThrow("append-only");
  await expect(db().posting.deleteMany()).rejects.toThrow("append-only");
  await expect(db().posting.updateMany({ data: { amountWei: "0" } })).rejects.toThrow("append-only");
});
