import { expect, test } from "vitest";
import { balanceOf } from "#app/features/ledger/append.server.ts";
import { reviewersAccount, reviewOf } from "#app/features/ledger/entry.ts";
import { closeEpoch } from "#app/features/payouts/close-epoch.server.ts";
import { listEarnedByDay } from "#app/features/payouts/earned-by-day.server.ts";
import { listEarningEntries, listPending } from "#app/features/payouts/earning-entries.server.ts";
import { earningsOf } from "#app/features/payouts/earnings.server.ts";
import { ledgerFile } from "#app/features/payouts/epoch-file.ts";
import { listEntries } from "#app/features/payouts/epoch-rows.server.ts";
import { addLedgerFile, emptyTally, leavesOf } from "#app/features/payouts/recompute.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { newAddress } from "#scripts/test/generating.ts";
import { clearBefore, earned, lazy, replayWei, unheld, verifyAs, written } from "#scripts/test/verifying.ts";

test("a verification is pending until its sample is decided, then in review; an unpaid one is listed with its reason", async () => {
  await clearBefore(1_000n);
  const { campaignId } = await written({ draft: unheld });
  const [idle, honest] = [newAddress(), newAddress()];
  await verifyAs(idle, lazy);
  expect((await earningsOf(idle)).pendingWei).toBe(replayWei.toString());
  const pending = await listPending({ address: idle, limit: 10 });
  expect(pending.items).toMatchObject([
    { kind: "verification", stage: "pending", amountWei: "4", campaign: { id: campaignId } },
  ]);

  await verifyAs(honest);
  await earned(honest);
  expect(await earningsOf(honest)).toMatchObject({ pendingWei: "0", inReviewWei: "4" });
  expect(await earningsOf(idle)).toMatchObject({ pendingWei: "0", inReviewWei: "0" });
  const [paid, unpaid] = await Promise.all([honest, idle].map((address) => listEarningEntries({ address, limit: 10 })));
  expect(paid?.items).toMatchObject([
    { kind: "verification", stage: "in-review", amountWei: "4", campaign: { id: campaignId } },
  ]);
  expect(unpaid?.items).toMatchObject([
    { kind: "verification", stage: "unpaid", amountWei: "0", reason: "disagrees-with-replay" },
  ]);
  expect((await listEarnedByDay(honest, new Date())).at(-1)).toMatchObject({ verificationsWei: "4", samplesWei: "0" });
});

test("a verification moves its price from reviewers to the verifier's review, and nothing else", async () => {
  await clearBefore(1_000n);
  await written({ draft: unheld });
  const verifier = newAddress();
  await verifyAs(verifier);
  await earned(verifier);
  const entry = await db().entry.findFirstOrThrow({
    where: { kind: "verification", postings: { some: { account: reviewOf(verifier) } } },
    include: { postings: { orderBy: { position: "asc" } } },
  });
  const replay = await db().replay.findUniqueOrThrow({ where: { id: entry.ref } });
  expect(entry.idempotencyKey).toBe(`replay:${replay.id}`);
  expect(entry.postings.map(({ account, amountWei }) => [account, amountWei.toFixed(0)])).toEqual([
    [reviewersAccount, "-4"],
    [reviewOf(verifier), "4"],
  ]);
});

test("an epoch closes over verifications, its file recomputes, and the next one grants them", async () => {
  await clearBefore(1_000n);
  await written({ draft: unheld });
  const verifier = newAddress();
  await verifyAs(verifier);
  await earned(verifier);
  const tally = emptyTally();
  for (const n of [1, 2]) {
    const now = new Date(Date.now() + n * env().EPOCH_SECONDS * 1_100);
    expect(await closeEpoch(now)).toEqual({ ok: true, n });
    await db().epoch.update({ where: { n }, data: { state: "accepted" } });
    const epoch = await db().epoch.findUniqueOrThrow({ where: { n } });
    expect(addLedgerFile(tally, n, ledgerFile(await listEntries(db(), epoch)))).toBeNull();
    expect(leavesOf(tally).root).toBe(epoch.root);
  }
  expect(leavesOf(tally).leaves).toContainEqual({ address: verifier, cumulativeWei: replayWei });
  expect(await balanceOf(db(), reviewOf(verifier))).toBe(0n);
});
