// A member's own entries, one an answer, sample or verification, each with where its amount stands. What a closing grants is not listed again.
import { memberOf, reviewOf } from "#app/features/ledger/entry.ts";
import type { EarningEntry, EarningStage } from "#app/features/payouts/api.ts";
import { claimedWei } from "#app/features/payouts/earnings.server.ts";
import { findAcceptedEpoch } from "#app/features/payouts/epochs.server.ts";
import { db } from "#app/lib/db.server.ts";
import type { Page } from "#app/lib/http.ts";

type Asked = { address: string; stage?: EarningStage; limit: number; cursor?: string };

type Row = {
  seq: bigint;
  id: string;
  at: Date;
  kind: string;
  stage: Exclude<EarningStage, "pending">;
  wei: string;
  reason: string | null;
  ref: string;
  task: string | null;
  sample: string | null;
  campaignId: string | null;
  title: string | null;
  epoch: number | null;
};

/**
 * Newest first. An entry of epoch n that put its amount in review is granted by epoch n+1; any other by its own.
 * What the last claimed epoch granted is claimed, what the accepted one did is claimable.
 */
export async function listEarningEntries({ address, stage, limit, cursor }: Asked): Promise<Page<EarningEntry>> {
  const [accepted, claimedN] = await Promise.all([findAcceptedEpoch(), lastClaimedEpoch(address)]);
  const [review, member] = [reviewOf(address), memberOf(address)];
  const before = /^\d{1,18}$/.test(cursor ?? "") ? BigInt(cursor ?? "0") : 2n ** 62n;
  const rows = await db().$queryRaw<Array<Row>>`
    with own as (
      select entry.id, entry.seq, entry.at, entry.kind, entry.reason, entry.ref, sum(posting."amountWei") as wei,
        bool_or(posting.account = ${review} and posting."amountWei" > 0) as "waitsAnEpoch", false as "isUnpaid"
      from "Posting" posting join "Entry" entry on entry.id = posting."entryId"
      where posting.account in (${review}, ${member}) and entry.kind <> 'mature' and entry.seq < ${before}
      group by entry.id
      union all
      select entry.id, entry.seq, entry.at, entry.kind, entry.reason, entry.ref, 0, false, true
      from "Entry" entry
      where entry.kind in ('answer', 'sample', 'verification') and entry.seq < ${before}
        and entry.ref in (
          select id from "Answer" where address = ${address} union all select id from "Sample" where address = ${address}
          union all select id from "Replay" where address = ${address}
        )
        and not exists (select 1 from "Posting" posting where posting."entryId" = entry.id)
    ), placed as (
      select own.*, epoch.n as epoch, epoch.n + case when "waitsAnEpoch" then 1 else 0 end as "grantedBy"
      from own left join "Epoch" epoch on own.seq between epoch."firstSeq" and epoch."lastSeq"
    ), staged as (
      select placed.*, case
        when "isUnpaid" then 'unpaid'
        when "grantedBy" <= ${claimedN}::int then 'claimed'
        when "grantedBy" <= ${accepted?.n ?? 0}::int then 'claimable'
        else 'in-review' end as stage
      from placed
    )
    select staged.seq, staged.id, staged.at, staged.kind, staged.stage, staged.wei::text as wei, staged.reason, staged.ref,
      answer."taskId" as task, sample.id as sample, campaign.id as "campaignId", campaign.title, staged.epoch
    from staged
    left join "Answer" answer on answer.id = staged.ref
    left join "Task" task on task.id = answer."taskId"
    left join "Sample" sample on sample.id = staged.ref
    left join "Replay" replay on replay.id = staged.ref
    left join "Sample" verified on verified.id = replay."sampleId"
    left join "Campaign" campaign
      on campaign.id = coalesce(task."campaignId", sample."campaignId", verified."campaignId", staged.ref)
    where ${stage ?? null}::text is null or staged.stage = ${stage ?? null}::text
    order by staged.seq desc limit ${limit + 1}`;
  const items = rows.slice(0, limit).map(toEntry);
  return { items, nextCursor: rows.length > limit ? String(rows[limit - 1]?.seq) : null };
}

/** Recorded and not decided yet, at the listed price. They have no entry so far. */
export async function listPending({ address, limit, cursor }: Asked): Promise<Page<EarningEntry>> {
  const skip = /^\d{1,9}$/.test(cursor ?? "") ? Number(cursor) : 0;
  const rows = await db().$queryRaw<Array<Omit<Row, "seq" | "stage" | "reason" | "epoch">>>`
    select answer.id, answer."createdAt" as at, 'answer' as kind, task."priceWei"::text as wei, answer.id as ref,
      task.id as task, null as sample, campaign.id as "campaignId", campaign.title
    from "Answer" answer join "Task" task on task.id = answer."taskId" join "Campaign" campaign on campaign.id = task."campaignId"
    where answer.address = ${address} and answer."isPaid" is null
    union all
    select sample.id, sample."createdAt", 'sample', campaign."samplePriceWei"::text, sample.id, null, sample.id, campaign.id,
      campaign.title
    from "Sample" sample join "Campaign" campaign on campaign.id = sample."campaignId"
    where sample.address = ${address} and sample.state in ('submitted', 'suspect')
    union all
    select replay.id, replay."doneAt", 'verification', replay."priceWei"::text, replay.id, null, null, campaign.id, campaign.title
    from "Replay" replay join "Sample" sample on sample.id = replay."sampleId"
    join "Campaign" campaign on campaign.id = sample."campaignId"
    where replay.address = ${address} and replay.state = 'done' and replay."settledAt" is null
    order by at desc, id limit ${limit + 1} offset ${skip}`;
  const items = rows
    .slice(0, limit)
    .map((row) => toEntry({ ...row, seq: 0n, stage: "pending", reason: null, epoch: null }));
  return { items, nextCursor: rows.length > limit ? String(skip + limit) : null };
}

/** The newest accepted epoch whose leaf has been claimed in full; 0 before the first claim. */
async function lastClaimedEpoch(address: string): Promise<number> {
  const claimed = await claimedWei(address);
  const leaf = await db().claimLeaf.findFirst({
    where: { address, cumulativeWei: { lte: claimed.toString() }, epoch: { state: "accepted" } },
    orderBy: { epochN: "desc" },
  });
  return leaf?.epochN ?? 0;
}

function toEntry(row: Omit<Row, "stage"> & { stage: EarningStage }): EarningEntry {
  const { id, at, kind, stage, wei, reason, ref, task, sample, campaignId, title, epoch } = row;
  const campaign = campaignId === null || title === null ? null : { id: campaignId, title };
  return { id, at: at.toISOString(), kind, stage, amountWei: wei, reason, ref, task, sample, campaign, epoch };
}
