import { expect, test } from "vitest";
import { reviewersAccount, reviewOf } from "#app/features/ledger/entry.ts";
import { listEarnedByDay } from "#app/features/payouts/earned-by-day.server.ts";
import { listEarningEntries, listPending } from "#app/features/payouts/earning-entries.server.ts";
import { earningsOf } from "#app/features/payouts/earnings.server.ts";
import { db } from "#app/lib/db.server.ts";
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
    { kind: "verification", stage: "pending", amountWei: "25", campaign: { id: campaignId } },
  ]);

  await verifyAs(honest);
  await earned(honest);
  expect(await earningsOf(honest)).toMatchObject({ pendingWei: "0", inReviewWei: "25" });
  expect(await earningsOf(idle)).toMatchObject({ pendingWei: "0", inReviewWei: "0" });
  const [paid, unpaid] = await Promise.all([honest, idle].map((address) => listEarningEntries({ address, limit: 10 })));
  expect(paid?.items).toMatchObject([
    { kind: "verification", stage: "in-review", amountWei: "25", campaign: { id: campaignId } },
  ]);
  expect(unpaid?.items).toMatchObject([
    { kind: "verification", stage: "unpaid", amountWei: "0", reason: "disagrees-with-replay" },
  ]);
  expect((await listEarnedByDay(honest, new Date())).at(-1)).toMatchObject({ verificationsWei: "25", samplesWei: "0" });
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
    [reviewersAccount, "-25"],
    [reviewOf(verifier), "25"],
  ]);
});
