import {
  type DashboardPerson,
  type PersonSums,
  shownSignals,
  toSignal,
} from "#app/features/tasks/dashboard/dashboard-person.ts";
import { db } from "#app/lib/db.server.ts";

export const peopleAPage = 25;

/** Who answered closed tasks of a campaign, most answers first, a page at a time. */
export async function peopleOf(campaignId: string, page: number): Promise<Array<DashboardPerson>> {
  const sums = await db().$queryRaw<Array<PersonSums>>`
    select answer.address, count(*)::int as answers, count(*) filter (where answer."isPaid")::int as paid,
      count(answer.flag)::int as flagged, count(*) filter (where answer."isGoldMatch")::int as "goldMatched",
      count(*) filter (where task."goldId" is not null)::int as "goldTotal",
      percentile_cont(0.5) within group (order by
        coalesce(answer."dwellMs", extract(epoch from answer."createdAt" - lease."createdAt") * 1000)::float8) as "medianMs"
    from "Answer" answer join "Task" task on task.id = answer."taskId" join "Lease" lease on lease.id = answer."leaseId"
    where task."campaignId" = ${campaignId} and task.state = 'closed'
    group by answer.address
    order by answers desc, answer.address limit ${peopleAPage} offset ${(page - 1) * peopleAPage}`;
  const addresses = sums.map(({ address }) => address);
  const [standings, signals] = await Promise.all([
    standingsOf(campaignId, addresses),
    signalsOf(campaignId, addresses),
  ]);
  return sums.map((sum) => ({
    ...sum,
    standings: standings
      .filter(({ address }) => address === sum.address)
      .map(({ address: _, ...standing }) => standing),
    signals: signals.flatMap(({ ref, reason, evidence }) =>
      ref === sum.address ? (toSignal(reason, evidence) ?? []) : [],
    ),
  }));
}

function standingsOf(campaignId: string, addresses: ReadonlyArray<string>) {
  return db().reputation.findMany({
    where: { campaignId, address: { in: [...addresses] } },
    select: { address: true, kind: true, accuracy: true, standardError: true, n: true },
    orderBy: { kind: "asc" },
  });
}

/** What the site found in this campaign, unless a reviewer has dismissed it. */
function signalsOf(campaignId: string, addresses: ReadonlyArray<string>) {
  return db().report.findMany({
    where: {
      ...{ campaignId, subject: "member", reporter: "site", state: { not: "dismissed" } },
      ...{ ref: { in: [...addresses] }, reason: { in: [...shownSignals] } },
    },
    select: { ref: true, reason: true, evidence: true },
    orderBy: { reason: "asc" },
  });
}

export async function countPeople(campaignId: string): Promise<number> {
  const rows = await db().$queryRaw<Array<{ people: number }>>`
    select count(distinct answer.address)::int as people
    from "Answer" answer join "Task" task on task.id = answer."taskId"
    where task."campaignId" = ${campaignId} and task.state = 'closed'`;
  return rows[0]?.people ?? 0;
}
