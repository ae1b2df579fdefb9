import { type DashboardPerson, type PersonSums, toPerson } from "#app/features/tasks/dashboard-person.ts";
import { db } from "#app/lib/db.server.ts";

export const peopleAPage = 25;

/**
 * Who answered closed tasks of a campaign, most answers first, a page at a time. A side is what the contributor saw: sides are
 * swapped for every other one of them.
 */
export async function peopleOf(campaignId: string, page: number): Promise<Array<DashboardPerson>> {
  const sums = await db().$queryRaw<Array<PersonSums>>`
    with given as (
      select answer.address, answer."isPaid", answer.flag, answer."isGoldMatch", task.kind, task."goldId",
        coalesce(answer."dwellMs", extract(epoch from answer."createdAt" - lease."createdAt") * 1000)::float8 as dwell,
        case when task.kind = 'prefer' and answer.answer->>'choice' in ('a', 'b')
          then (answer.answer->>'choice' = 'a') <> lease."sidesSwapped" end as "choseFirst"
      from "Answer" answer join "Task" task on task.id = answer."taskId" join "Lease" lease on lease.id = answer."leaseId"
      where task."campaignId" = ${campaignId} and task.state = 'closed'
    ), usual as (
      select kind, percentile_cont(0.5) within group (order by dwell) as dwell from given group by kind
    )
    select address, count(*)::int as answers, count(*) filter (where "isPaid")::int as paid, count(flag)::int as flagged,
      count(*) filter (where "isGoldMatch")::int as "goldMatched",
      count(*) filter (where "goldId" is not null)::int as "goldTotal",
      percentile_cont(0.5) within group (order by given.dwell) as "medianMs",
      count("choseFirst")::int as sided, count(*) filter (where "choseFirst")::int as "firstSide",
      count(given.dwell)::int as timed, count(*) filter (where given.dwell < usual.dwell / 5)::int as fast
    from given join usual on usual.kind = given.kind
    group by address order by answers desc, address limit ${peopleAPage} offset ${(page - 1) * peopleAPage}`;
  const standings = await db().reputation.findMany({
    where: { campaignId, address: { in: sums.map(({ address }) => address) } },
    select: { address: true, kind: true, accuracy: true, standardError: true, n: true },
    orderBy: { kind: "asc" },
  });
  return sums.map((sum) =>
    toPerson(
      sum,
      standings.filter(({ address }) => address === sum.address).map(({ address: _, ...standing }) => standing),
    ),
  );
}

export async function countPeople(campaignId: string): Promise<number> {
  const rows = await db().$queryRaw<Array<{ people: number }>>`
    select count(distinct answer.address)::int as people
    from "Answer" answer join "Task" task on task.id = answer."taskId"
    where task."campaignId" = ${campaignId} and task.state = 'closed'`;
  return rows[0]?.people ?? 0;
}
