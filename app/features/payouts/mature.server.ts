// What an epoch's closing adds to the ledger itself: what stood its review is granted, and what may no longer be disputed is freed.
import type { NewEntry } from "#app/features/ledger/append.server.ts";
import { addressOf } from "#app/features/ledger/entry.ts";
import { costOf, maturePostings, unreservePostings } from "#app/features/ledger/pay.ts";
import { listHeld } from "#app/features/payouts/lapse-disputes.server.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import { toWei } from "#app/lib/money.ts";
import type { Epoch } from "#prisma/generated/client.ts";

/**
 * Grants what was put in review before `latest` closed and was not overturned since: all that an account holds but for what
 * came in after that. Only what the latest epoch holds can be overturned, so nothing newer has left the account.
 */
export async function matureEntries(tx: Transaction, latest: Epoch): Promise<Array<NewEntry>> {
  const rows = await tx.$queryRaw<Array<{ account: string; wei: string }>>`
    select balance.account, (balance.wei - coalesce(fresh.wei, 0))::text as wei
    from "Balance" balance
    left join (
      select posting.account, sum(posting."amountWei") as wei
      from "Posting" posting join "Entry" entry on entry.id = posting."entryId"
      where entry.seq > ${latest.lastSeq} and posting.account like 'review:%' and posting."amountWei" > 0
      group by posting.account
    ) fresh on fresh.account = balance.account
    where balance.account like 'review:%' and balance.wei > coalesce(fresh.wei, 0)
    order by balance.account`;
  const n = latest.n + 1;
  return rows.map(({ account, wei }) => {
    const address = addressOf(account);
    invariant(address, `${account} is an account of a member`);
    return {
      kind: "mature",
      ref: String(n),
      idempotencyKey: `mature:${n}:${address}`,
      postings: maturePostings(address, BigInt(wei)),
    };
  });
}

/** Gives back what stayed reserved for the unpaid answers of `latest`, but for what a dispute holds. @returns the campaigns that it frees money of, too */
export async function freeUnpaid(tx: Transaction, latest: Epoch) {
  const unpaid = await tx.entry.findMany({
    where: { kind: "answer", seq: { gte: latest.firstSeq, lte: latest.lastSeq }, postings: { none: {} } },
    orderBy: { seq: "asc" },
    select: { ref: true },
  });
  const answers = await tx.answer.findMany({
    where: { id: { in: unpaid.map(({ ref }) => ref) } },
    select: { id: true, task: { select: { priceWei: true, campaign: { select: { id: true, overheadBps: true } } } } },
  });
  const tasks = new Map(answers.map(({ id, task }) => [id, task]));
  const held = await listHeld(tx, latest.n);
  const entries = unpaid.flatMap(({ ref }): Array<NewEntry> => {
    const task = tasks.get(ref);
    if (!task || held.has(ref)) return [];
    const costWei = costOf(toWei(task.priceWei), task.campaign.overheadBps);
    const postings = unreservePostings(task.campaign.id, costWei);
    return [{ kind: "unreserve", ref, idempotencyKey: `unpaid:${ref}`, postings }];
  });
  return { entries, campaignIds: new Set([...tasks.values()].map(({ campaign }) => campaign.id)) };
}
