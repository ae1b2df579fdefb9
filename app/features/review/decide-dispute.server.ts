// One reviewer decides a dispute. What was held goes to the contributor's review account or back to the campaign, once.
import { appendEntry, holdLedgerOpen } from "#app/features/ledger/append.server.ts";
import { costOf, earnPostings, unreservePostings } from "#app/features/ledger/pay.ts";
import type { DisputeDecision, DisputeState } from "#app/features/review/dispute.ts";
import { decidableBy } from "#app/features/review/list-disputes.server.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import { toWei } from "#app/lib/money.ts";
import type { Dispute } from "#prisma/generated/client.ts";

type Deciding = { disputeId: string; reviewer: string; decision: DisputeDecision; note: string; now: Date };
export type Decided =
  | { ok: true; state: "recorded" | "already-recorded" }
  | { ok: false; why: "not-found" | "dispute-ended" };

const stateOf: Record<DisputeDecision, DisputeState> = { grant: "granted", refuse: "refused" };

/** Not for the contributor, the campaign's requester, who audited the contribution, nor who answered the same task. */
export function decideDispute({ disputeId, reviewer, decision, note, now }: Deciding): Promise<Decided> {
  return inTransaction(async (tx) => {
    // Held until the commit: no epoch closes, and so lapses it, between this look and the entry.
    await holdLedgerOpen(tx);
    await tx.$queryRaw`select id from "Dispute" where id = ${disputeId} for update`;
    const dispute = await tx.dispute.findUnique({ where: { id: disputeId } });
    if (!dispute || !(await isTheirs(tx, disputeId, reviewer))) return { ok: false, why: "not-found" };
    if (dispute.state !== "open") {
      const isSame = dispute.decidedBy === reviewer && dispute.state === stateOf[decision];
      return isSame ? { ok: true, state: "already-recorded" } : { ok: false, why: "dispute-ended" };
    }
    await (decision === "grant" ? pay(tx, dispute) : giveBack(tx, dispute));
    await tx.dispute.update({
      where: { id: disputeId },
      data: { state: stateOf[decision], decidedBy: reviewer, note, decidedAt: now },
    });
    return { ok: true, state: "recorded" };
  });
}

async function isTheirs(tx: Transaction, disputeId: string, reviewer: string): Promise<boolean> {
  const rows = await tx.$queryRaw<Array<{ id: string }>>`
    select dispute.id from "Dispute" dispute where dispute.id = ${disputeId} and ${decidableBy(reviewer)}`;
  return rows.length > 0;
}

async function pay(tx: Transaction, { id, ref, address, campaignId, ...dispute }: Dispute): Promise<void> {
  const { overheadBps } = dispute;
  const earning = { campaignId, address, priceWei: toWei(dispute.priceWei), overheadBps, treasury: env().TREASURY };
  const paid = await appendEntry(tx, {
    kind: "dispute",
    ref,
    idempotencyKey: `dispute:${id}`,
    postings: earnPostings(earning),
  });
  invariant(paid !== "already-there", "a dispute is granted once");
  await tx.answer.updateMany({ where: { id: ref }, data: { isPaid: true, reason: null } });
  // What an audit overturned stands again. A sample that was never accepted is paid, and still not used.
  const accepted = { state: "accepted" as const, reason: null };
  await tx.sample.updateMany({ where: { id: ref, reason: "overturned-by-audit" }, data: accepted });
}

async function giveBack(tx: Transaction, dispute: Dispute): Promise<void> {
  const { campaignId, ref } = dispute;
  await appendEntry(tx, {
    kind: "unreserve",
    ref,
    // The closing of the epoch after the answer's own asks for the same one: what is held is given back once.
    idempotencyKey: `unpaid:${ref}`,
    postings: unreservePostings(campaignId, costOf(toWei(dispute.priceWei), dispute.overheadBps)),
  });
  await addJob(tx, "open-prompts", { campaignId }, { key: `open-prompts:${campaignId}` });
}
