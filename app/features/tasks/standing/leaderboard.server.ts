import {
  accuracyOf,
  boundsOf,
  type LeaderboardOrder,
  type LeaderboardPeriod,
  type LeaderboardRow,
  ranked,
} from "#app/features/tasks/standing/leaderboard.ts";
import { db } from "#app/lib/db.server.ts";

type Asked = { period: LeaderboardPeriod; by: LeaderboardOrder; campaignId?: string | undefined; now: Date };
type Row = {
  address: string;
  isAgent: boolean;
  answers: number;
  samples: number;
  goldCorrect: number;
  goldTotal: number;
  agreed: number;
  decided: number;
};

const mostRows = 2_000;

/**
 * Of one campaign; or of those that the operator vouches for, so that nobody buys a place in a campaign of their own (of all,
 * where the operator vouches for none). Read anew each time: who asks not to be listed is gone at once.
 */
export async function listLeaders({ period, by, campaignId, now }: Asked): Promise<Array<LeaderboardRow>> {
  const bounds = boundsOf(period, now);
  const [since, until] = [bounds?.since ?? new Date(0), bounds?.until ?? new Date(8_640_000_000_000)];
  const rows = await db().$queryRaw<Array<Row>>`
    with counted as materialized (
      select id from "Campaign" campaign
      where case when ${campaignId ?? null}::text is not null then id = ${campaignId ?? null}::text
        else campaign."isVouched" or not exists (select from "Campaign" where "isVouched") end
    ), answered as (
      select answer.address, count(*)::int as answers
      from "Task" task join "Answer" answer on answer."taskId" = task.id
      where task."campaignId" in (select id from counted) and answer."isPaid"
        and task."closedAt" >= ${since} and task."closedAt" < ${until}
      group by answer.address
    ), written as (
      select address, count(*)::int as samples from "Sample"
      where "campaignId" in (select id from counted) and state = 'accepted'
        and "decidedAt" >= ${since} and "decidedAt" < ${until}
      group by address
    ), known as (
      select address, sum("goldCorrect")::int as "goldCorrect", sum("goldTotal")::int as "goldTotal",
        sum(agreed)::float8 as agreed, sum(decided)::int as decided
      from "Reputation" where "campaignId" in (select id from counted) group by address
    )
    select address, coalesce(member."isAgent", false) as "isAgent", coalesce(answers, 0) as answers, coalesce(samples, 0) as samples,
      coalesce("goldCorrect", 0) as "goldCorrect", coalesce("goldTotal", 0) as "goldTotal",
      coalesce(agreed, 0)::float8 as agreed, coalesce(decided, 0) as decided
    from answered full join written using (address) left join known using (address) left join "Member" member using (address)
    where coalesce(member."isListed", true)
    order by coalesce(answers, 0) + coalesce(samples, 0) desc limit ${mostRows}`;
  const leaders = rows.map(({ address, isAgent, answers, samples, ...evidence }) => {
    // Agreement is a sum of probabilities, which may end a hair above its whole.
    const agreed = Math.min(evidence.agreed, evidence.decided);
    return { address, isAgent, answers, samples, accuracy: accuracyOf({ ...evidence, agreed }) };
  });
  return ranked(leaders, by);
}

/** What the board can be narrowed to: every campaign that has been live. */
export function listBoardCampaigns(): Promise<Array<{ id: string; title: string }>> {
  return db().campaign.findMany({
    where: { state: { in: ["live", "paused", "closed"] } },
    orderBy: { createdAt: "desc" },
    select: { id: true, title: true },
    take: 100,
  });
}
