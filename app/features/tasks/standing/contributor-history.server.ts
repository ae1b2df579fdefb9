import type { HistoryRow } from "#app/features/tasks/standing/contributor.ts";
import { db } from "#app/lib/db.server.ts";
import type { Page } from "#app/lib/http.ts";

type Asked = { address: string; limit: number; cursor?: string | undefined };
type Row = Omit<HistoryRow, "at" | "campaign" | "state"> & {
  at: Date;
  isPaid: boolean | null;
  isSuspect: boolean;
  campaignId: string;
  title: string;
};

/** All that a member answered and wrote, newest first, with what came of each. Of a gold task it says no more than of any other. */
export async function listHistory({ address, limit, cursor }: Asked): Promise<Page<HistoryRow>> {
  const before = placeOf(cursor);
  const rows = await db().$queryRaw<Array<Row>>`
    select made.*, campaign.title from (
      select answer.id, answer."createdAt" as at, task.kind::text as work, answer."isPaid", false as "isSuspect", answer.reason,
        task."priceWei"::text as "priceWei", task."campaignId"
      from "Answer" answer join "Task" task on task.id = answer."taskId"
      where answer.address = ${address} and (answer."createdAt", answer.id) < (${before.at}, ${before.id})
      union all
      select sample.id, sample."createdAt", 'sample',
        case sample.state when 'accepted' then true when 'rejected' then false end, sample.state = 'suspect', sample.reason,
        campaign."samplePriceWei"::text, sample."campaignId"
      from "Sample" sample join "Campaign" campaign on campaign.id = sample."campaignId"
      where sample.address = ${address} and (sample."createdAt", sample.id) < (${before.at}, ${before.id})
    ) as made join "Campaign" campaign on campaign.id = made."campaignId"
    order by made.at desc, made.id desc limit ${limit + 1}`;
  const items = rows.slice(0, limit).map(toHistory);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > limit ? `${last.at}~${last.id}` : null };
}

/** Several answers may be given at one moment: a page begins behind a moment and an id. */
function placeOf(cursor: string | undefined): { at: Date; id: string } {
  const [moment = "", id = ""] = (cursor ?? "").split("~");
  const isPlace = !Number.isNaN(Date.parse(moment)) && id !== "";
  return isPlace ? { at: new Date(moment), id } : { at: new Date("9999-01-01T00:00:00Z"), id: "" };
}

function toHistory({ id, at, work, isPaid, isSuspect, reason, priceWei, campaignId, title }: Row): HistoryRow {
  const undecided = isSuspect ? "suspect" : "pending";
  const state = isPaid === null ? undecided : isPaid ? "paid" : "unpaid";
  return { id, at: at.toISOString(), work, state, reason, priceWei, campaign: { id: campaignId, title } };
}
