import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { appendEntry, balanceOf } from "#app/features/ledger/append.server.ts";
import { balancesOf, campaignReserved, chainAccount, memberOf, reviewOf } from "#app/features/ledger/entry.ts";
import { costOf, fundPostings } from "#app/features/ledger/pay.ts";
import { closeEpoch } from "#app/features/payouts/close-epoch.server.ts";
import { listEntries } from "#app/features/payouts/epoch-rows.server.ts";
import { decideDispute } from "#app/features/review/decide-dispute.server.ts";
import { fileDispute } from "#app/features/review/file-dispute.server.ts";
import { findDispute, listOwnDisputes } from "#app/features/review/list-disputes.server.ts";
import { closeTask } from "#app/features/tasks/closing/close.server.ts";
import { changeGraceMs } from "#app/features/tasks/closing/closing.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { submitAnswers } from "#app/features/tasks/queue/submit.server.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import { toWei } from "#app/lib/money.ts";
import { answerPriceWei, anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

const reason = "The outcome is wrong: the list lacks the passport.";
const note = "The list is complete, as the guidelines ask.";
const costWei = costOf(answerPriceWei, 1_000);

let closings = 0;

/** Closes an epoch, and has it accepted, so that the next one can close. */
async function nextEpoch(): Promise<number> {
  const n = await nextEpochIfAny();
  invariant(n !== null, "there is something to close");
  return n;
}

async function nextEpochIfAny(): Promise<number | null> {
  const closed = await closeEpoch(new Date(Date.now() + (closings + 1) * env().EPOCH_SECONDS * 1_100));
  if (!closed.ok) return null;
  closings += 1;
  await db().epoch.update({ where: { n: closed.n }, data: { state: "accepted" } });
  return closed.n;
}

/** A campaign where one contributor was alone with their choice in each of three tasks. */
async function disagreement() {
  const campaign = await judgedCampaign();
  const contrary = anybody();
  const agreeing = [anybody(), anybody(), anybody()];
  for (const address of [contrary, ...agreeing]) {
    const { leases } = await leaseTasks({ address, campaignId: campaign.id, count: 8 });
    const choice = address === contrary ? "bad" : "tie";
    await submitAnswers(
      address,
      leases.map((lease) => ({ leaseId: lease.id, answer: { choice } })),
    );
  }
  for (const { id } of campaign.tasks) await closeTask(id, new Date(Date.now() + changeGraceMs));
  const answers = await db().answer.findMany({ where: { address: contrary }, orderBy: { id: "asc" } });
  const entries = await Promise.all(answers.map(({ id }) => db().entry.findFirstOrThrow({ where: { ref: id } })));
  const [first] = entries;
  invariant(first && entries.length === 3, "three answers were not paid");
  return { ...campaign, contrary, agreeing, entries, entryId: first.id, ref: first.ref };
}

async function filed(address: string, entryId: string): Promise<string> {
  const result = await fileDispute({ address, entryId, reason });
  invariant(result.ok, "it can be disputed");
  return result.dispute.id;
}

function decided(disputeId: string, decision: "grant" | "refuse", reviewer = anybody()) {
  return decideDispute({ disputeId, reviewer, decision, note, now: new Date() });
}

async function expectTruth(): Promise<void> {
  const replayed = balancesOf(await listEntries(db(), { firstSeq: 0n }));
  for (const { account, wei } of await db().balance.findMany()) {
    expect(replayed.get(account) ?? 0n).toBe(toWei(wei));
    if (account !== chainAccount) expect(toWei(wei) >= 0n).toBe(true);
  }
}

const reservedOf = (campaignId: string) => balanceOf(db(), campaignReserved(campaignId));

test("an entry is disputed once, by its contributor and by nobody else", async () => {
  const { contrary, agreeing, entryId } = await disagreement();
  const [other = ""] = agreeing;
  expect(await fileDispute({ address: other, entryId, reason })).toEqual({ ok: false, why: "not-found" });
  expect(await fileDispute({ address: contrary, entryId: randomUUID(), reason })).toEqual({
    ok: false,
    why: "not-found",
  });

  const many = await Promise.all(Array.from({ length: 4 }, () => fileDispute({ address: contrary, entryId, reason })));
  const ids = many.map((result) => (result.ok ? result.dispute.id : null));
  expect(new Set(ids).size).toBe(1);
  expect(many.filter((result) => result.ok && result.isNew)).toHaveLength(1);
  expect(await db().dispute.count({ where: { entryId } })).toBe(1);

  const [id = ""] = ids.filter((found) => found !== null);
  expect(await findDispute(id, { address: other, isReviewer: false })).toBeNull();
  expect(await findDispute(id, { address: other, isReviewer: true })).toMatchObject({ state: "open", reason });
  expect((await listOwnDisputes(contrary, [entryId])).get(entryId)).toMatchObject({ id, state: "open" });
});

test("what was paid cannot be disputed", async () => {
  const { agreeing } = await disagreement();
  const [paid = ""] = agreeing;
  const answer = await db().answer.findFirstOrThrow({ where: { address: paid } });
  const entry = await db().entry.findFirstOrThrow({ where: { ref: answer.id } });
  expect(await fileDispute({ address: paid, entryId: entry.id, reason })).toEqual({
    ok: false,
    why: "not-disputable",
  });
});

test("granted, the answer is paid once, with its overhead, and matures like any pay", async () => {
  const { id, contrary, entryId, ref } = await disagreement();
  const disputeId = await filed(contrary, entryId);
  const reserved = await reservedOf(id);
  const reviewer = anybody();
  expect(await decided(disputeId, "grant", reviewer)).toEqual({ ok: true, state: "recorded" });
  expect(await decided(disputeId, "grant", reviewer)).toEqual({ ok: true, state: "already-recorded" });

  expect(await balanceOf(db(), reviewOf(contrary))).toBe(answerPriceWei);
  expect(await reservedOf(id)).toBe(reserved - costWei);
  expect(await db().answer.findUnique({ where: { id: ref } })).toMatchObject({ isPaid: true, reason: null });
  expect(await findDispute(disputeId, { address: contrary, isReviewer: false })).toMatchObject({
    ...{ state: "granted", note, decidedBy: reviewer },
  });

  await nextEpoch();
  await nextEpoch();
  expect(await balanceOf(db(), memberOf(contrary))).toBe(answerPriceWei);
  expect(await reservedOf(id)).toBe(0n);
  expect(await db().entry.count({ where: { idempotencyKey: `unpaid:${ref}` } })).toBe(0);
  await expectTruth();
});

test("refused, what was held goes back once, and the contributor reads why", async () => {
  const { id, contrary, entryId, ref } = await disagreement();
  const disputeId = await filed(contrary, entryId);
  const reserved = await reservedOf(id);
  expect(await decided(disputeId, "refuse")).toEqual({ ok: true, state: "recorded" });
  expect(await reservedOf(id)).toBe(reserved - costWei);
  expect(await findDispute(disputeId, { address: contrary, isReviewer: false })).toMatchObject({
    ...{ state: "refused", note },
  });
  expect(await db().answer.findUnique({ where: { id: ref } })).toMatchObject({ isPaid: false });

  await nextEpoch();
  await nextEpoch();
  expect(await reservedOf(id)).toBe(0n);
  expect(await balanceOf(db(), memberOf(contrary))).toBe(0n);
  await expectTruth();
});

test("undecided, it is held over one closing and can still be granted after it", async () => {
  const { id, contrary, entryId } = await disagreement();
  await nextEpoch();
  const disputeId = await filed(contrary, entryId);
  await nextEpoch();
  expect(await reservedOf(id)).toBe(costWei);
  expect(await decided(disputeId, "grant")).toEqual({ ok: true, state: "recorded" });
  expect(await reservedOf(id)).toBe(0n);
  expect(await balanceOf(db(), reviewOf(contrary))).toBe(answerPriceWei);
  await expectTruth();
});

test("undecided for a whole epoch after its own, it lapses and what was held goes back", async () => {
  const { id, contrary, entryId, entries } = await disagreement();
  await nextEpoch();
  const disputeId = await filed(contrary, entryId);
  const filedIn = await nextEpoch();
  expect(await findDispute(disputeId, { address: contrary, isReviewer: false })).toMatchObject({
    ...{ state: "open", lapsesWithEpoch: filedIn + 1 },
  });
  await disagreement();
  await nextEpoch();
  expect(await findDispute(disputeId, { address: contrary, isReviewer: false })).toMatchObject({ state: "lapsed" });
  expect(await reservedOf(id)).toBe(0n);
  expect(await decided(disputeId, "grant")).toEqual({ ok: false, why: "dispute-ended" });
  const late = entries[1]?.id ?? "";
  expect(await fileDispute({ address: contrary, entryId: late, reason })).toEqual({ ok: false, why: "too-late" });
  await expectTruth();
});

test("nobody decides who had a part in it", async () => {
  const { contrary, agreeing, requester, entryId } = await disagreement();
  const disputeId = await filed(contrary, entryId);
  for (const reviewer of [contrary, requester, ...agreeing]) {
    expect(await decided(disputeId, "grant", reviewer)).toEqual({ ok: false, why: "not-found" });
  }
});

test("of reviewers who decide at once, one is recorded, and the amount moves once", async () => {
  const { id, contrary, entryId } = await disagreement();
  const disputeId = await filed(contrary, entryId);
  const reserved = await reservedOf(id);
  const decisions = ["grant", "refuse", "grant", "refuse", "grant", "refuse"] as const;
  const results = await Promise.all(decisions.map((decision) => decided(disputeId, decision)));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(await reservedOf(id)).toBe(reserved - costWei);
  const dispute = await db().dispute.findUniqueOrThrow({ where: { id: disputeId } });
  const paidWei = await balanceOf(db(), reviewOf(contrary));
  expect(paidWei).toBe(dispute.state === "granted" ? answerPriceWei : 0n);
  await expectTruth();
});

test("a decision at the moment of the closing that would lapse it either counts or comes too late", async () => {
  const { id, contrary, entryId } = await disagreement();
  const disputeId = await filed(contrary, entryId);
  await nextEpoch();
  const [result] = await Promise.all([decided(disputeId, "grant"), nextEpoch()]);
  const { state } = await db().dispute.findUniqueOrThrow({ where: { id: disputeId } });
  expect(state).toBe(result.ok ? "granted" : "lapsed");
  expect(await reservedOf(id)).toBe(0n);
  const earned = (await balanceOf(db(), reviewOf(contrary))) + (await balanceOf(db(), memberOf(contrary)));
  expect(earned).toBe(result.ok ? answerPriceWei : 0n);
  await expectTruth();
});

test("whatever is filed, decided and closed in whatever order, each amount moves once and none is lost", async () => {
  const place = fc.integer({ min: 0, max: 2 });
  const step = fc.oneof(
    fc.record({ does: fc.constantFrom("file", "grant", "refuse"), place }),
    fc.constant({ does: "close", place: 0 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const { id, contrary, entries } = await disagreement();
      for (const { does, place: index } of steps) {
        const entryId = entries[index]?.id ?? "";
        if (does === "close") await nextEpochIfAny();
        else if (does === "file") await fileDispute({ address: contrary, entryId, reason });
        else {
          const dispute = await db().dispute.findUnique({ where: { entryId } });
          if (dispute) await decided(dispute.id, does === "grant" ? "grant" : "refuse");
        }
      }
      const disputes = await db().dispute.findMany({ where: { address: contrary } });
      // Something else keeps the epochs closing; after three of them nothing can still be open.
      for (let closing = 0; closing < 3; closing++) {
        const news = { kind: "fund", ref: "news", postings: fundPostings("news", 1n) } as const;
        await inTransaction((tx) => appendEntry(tx, { ...news, idempotencyKey: randomUUID() }));
        await nextEpoch();
      }
      const earned = (await balanceOf(db(), reviewOf(contrary))) + (await balanceOf(db(), memberOf(contrary)));
      const granted = disputes.filter(({ state }) => state === "granted").length;
      expect(earned).toBe(BigInt(granted) * answerPriceWei);
      expect(await reservedOf(id)).toBe(0n);
      expect(await db().dispute.count({ where: { address: contrary, state: "open" } })).toBe(0);
      await expectTruth();
    }),
    { numRuns: 3 },
  );
}, 60_000);
