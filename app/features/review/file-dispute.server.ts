// Files a dispute. While it is open the amount stands reserved, so that a grant can always be paid.
import { randomUUID } from "node:crypto";
import { appendEntry, holdLedgerOpen, InsufficientFunds } from "#app/features/ledger/append.server.ts";
import { reviewOf } from "#app/features/ledger/entry.ts";
import { costOf, reservePostings } from "#app/features/ledger/pay.ts";
import { findLatestEpoch } from "#app/features/payouts/calendar.server.ts";
import { badGoldReason, type DisputeBody, mostOpenDisputes } from "#app/features/review/dispute.ts";
import { toDisputeBody } from "#app/features/review/dispute-body.server.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import { toWei } from "#app/lib/money.ts";

type Filing = { address: string; entryId: string; reason: string };
export type DisputeRefusal = "not-found" | "not-disputable" | "too-late" | "too-many-open" | "campaign-spent";
export type Filed = { ok: true; isNew: boolean; dispute: DisputeBody } | { ok: false; why: DisputeRefusal };

/** One an entry: filed again, it answers with the dispute that is there. */
export function fileDispute(filing: Filing): Promise<Filed> {
  return fileWithin(filing, mostOpenDisputes);
}

/** The site's own, for a contributor: as many as there is reason for, and they count against nobody's limit. */
export function fileDisputeForThem(theirs: Pick<Filing, "address" | "entryId">): Promise<Filed> {
  return fileWithin({ ...theirs, reason: badGoldReason }, Number.POSITIVE_INFINITY);
}

async function fileWithin(filing: Filing, mostOpen: number): Promise<Filed> {
  try {
    return await inTransaction((tx) => file(tx, filing, mostOpen));
  } catch (error) {
    // What an audit took back has been spent on other work since.
    if (error instanceof InsufficientFunds) return { ok: false, why: "campaign-spent" };
    throw error;
  }
}

async function file(tx: Transaction, { address, entryId, reason }: Filing, mostOpen: number): Promise<Filed> {
  // Held until the commit: the reservation of an unpaid answer is not given back between this look and the row.
  await holdLedgerOpen(tx);
  const entry = await tx.entry.findUnique({ where: { id: entryId }, include: { postings: true } });
  const work = entry && (await findOwnWork(tx, entry.ref, address));
  if (!entry || !work) return { ok: false, why: "not-found" };
  const present = await tx.dispute.findUnique({ where: { entryId } });
  if (present) return { ok: true, isNew: false, dispute: toDisputeBody(present) };

  const isUnpaid = (entry.kind === "answer" || entry.kind === "sample") && entry.postings.length === 0;
  const takenBack = entry.kind === "overturn" && entry.postings.find(({ account }) => account === reviewOf(address));
  if (!isUnpaid && !takenBack) return { ok: false, why: "not-disputable" };
  const latest = await findLatestEpoch(tx);
  if (latest && entry.seq < latest.firstSeq) return { ok: false, why: "too-late" };
  const open = await tx.dispute.count({ where: { address, state: "open", reason: { not: badGoldReason } } });
  if (open >= mostOpen) return { ok: false, why: "too-many-open" };

  // The overhead of what was overturned has been paid once and stays paid.
  const money = takenBack ? { priceWei: -toWei(takenBack.amountWei), overheadBps: 0 } : work;
  const { campaignId } = work;
  const row = {
    ...{ id: randomUUID(), entryId, ref: entry.ref, address, campaignId, reason },
    ...{ epochN: (latest?.n ?? 0) + 1, priceWei: money.priceWei.toString(), overheadBps: money.overheadBps },
  };
  await tx.dispute.createMany({ data: [row], skipDuplicates: true });
  const filed = await tx.dispute.findUniqueOrThrow({ where: { entryId } });
  if (filed.id !== row.id) return { ok: true, isNew: false, dispute: toDisputeBody(filed) };

  // The price of an unpaid answer is still reserved since its task opened; anything else is taken from what is free.
  if (entry.kind !== "answer") {
    const held = await appendEntry(tx, {
      kind: "reserve",
      ref: entry.ref,
      idempotencyKey: `disputed:${filed.id}`,
      postings: reservePostings(campaignId, costOf(money.priceWei, money.overheadBps)),
    });
    invariant(held !== "already-there", "a new dispute holds its amount once");
  }
  return { ok: true, isNew: true, dispute: toDisputeBody(filed) };
}

/** The member's own answer or sample and what its campaign pays for one; null when it is somebody else's. */
async function findOwnWork(tx: Transaction, ref: string, address: string) {
  const campaign = { select: { id: true, overheadBps: true, samplePriceWei: true } };
  const answer = await tx.answer.findFirst({
    where: { id: ref, address },
    select: { task: { select: { priceWei: true, campaign } } },
  });
  if (answer) {
    const { priceWei, campaign: of } = answer.task;
    return { campaignId: of.id, priceWei: toWei(priceWei), overheadBps: of.overheadBps };
  }
  const sample = await tx.sample.findFirst({
    where: { id: ref, address },
    select: { prompt: { select: { campaign } } },
  });
  if (!sample) return null;
  const { campaign: of } = sample.prompt;
  return { campaignId: of.id, priceWei: toWei(of.samplePriceWei), overheadBps: of.overheadBps };
}
