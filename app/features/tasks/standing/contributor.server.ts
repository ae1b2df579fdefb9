// A contributor's own page: how they stand, what an hour brought, and on how many days in a row they came.
import {
  type DailyLimit,
  type PaceRow,
  type QualificationRow,
  type StandingRow,
  streakOf,
} from "#app/features/tasks/standing/contributor.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";

const dayMs = 86_400_000;
const daysOfPace = 30;
const longestStreak = 366;
/** A task that was left open over lunch was not judged for an hour. */
const longestLookMs = 600_000;

export async function listStandings(address: string): Promise<Array<StandingRow>> {
  const rows = await db().reputation.findMany({ where: { address, n: { gt: 0 } }, orderBy: [{ n: "desc" }] });
  const campaigns = await campaignsOf(rows.map(({ campaignId }) => campaignId));
  return rows.flatMap(({ campaignId, kind, accuracy, standardError, n }) => {
    const campaign = campaigns.get(campaignId);
    if (!campaign) return [];
    const { isVouched, ...place } = campaign;
    return [{ campaign: place, isVouched, kind, accuracy, standardError, n }];
  });
}

export async function listPace(address: string, now: Date): Promise<Array<PaceRow>> {
  const since = new Date(now.getTime() - daysOfPace * dayMs);
  return db().$queryRaw<Array<PaceRow>>`
    select task.kind::text as kind, count(*)::int as answers,
      coalesce(sum(task."priceWei") filter (where answer."isPaid"), 0)::text as "paidWei",
      coalesce(sum(least(answer."dwellMs", ${longestLookMs}::int)) filter (where answer."dwellMs" is not null), 0)::float8
        as "activeMs",
      coalesce(sum(task."priceWei") filter (where answer."isPaid" and answer."dwellMs" is not null), 0)::text as "timedWei"
    from "Answer" answer join "Task" task on task.id = answer."taskId"
    where answer.address = ${address} and answer."createdAt" >= ${since} and answer."isPaid" is not null
    group by task.kind order by count(*) desc`;
}

export async function streakDays(address: string, now: Date): Promise<number> {
  const since = new Date(now.getTime() - longestStreak * dayMs);
  const rows = await db().$queryRaw<Array<{ day: string }>>`
    select distinct to_char("createdAt", 'YYYY-MM-DD') as day from "Answer" where address = ${address} and "createdAt" >= ${since}
    union
    select to_char("createdAt", 'YYYY-MM-DD') from "Sample" where address = ${address} and "createdAt" >= ${since}`;
  return streakOf(
    rows.map(({ day }) => day),
    now.toISOString().slice(0, 10),
  );
}

/** The latest attempt at each campaign's qualification. */
export async function listQualifications(address: string): Promise<Array<QualificationRow>> {
  const rows = await db().qualification.findMany({
    where: { address },
    orderBy: { startedAt: "desc" },
    distinct: ["campaignId"],
  });
  const campaigns = await campaignsOf(rows.map(({ campaignId }) => campaignId));
  return rows.flatMap(({ campaignId, state, correct, goldIds, decidedAt }) => {
    const campaign = campaigns.get(campaignId);
    if (!campaign) return [];
    const retryAt = state === "failed" && decidedAt ? new Date(decidedAt.getTime() + dayMs).toISOString() : null;
    const { id, title } = campaign;
    return [{ campaign: { id, title }, state, correct, questions: goldIds.length, retryAt }];
  });
}

export async function dailyLimitOf(address: string): Promise<DailyLimit> {
  const member = await db().queueMember.findUnique({ where: { address } });
  const forNewcomers = env().ANSWERS_PER_DAY;
  return { answers: member?.answersADay ?? forNewcomers, forNewcomers };
}

async function campaignsOf(ids: ReadonlyArray<string>) {
  const campaigns = await db().campaign.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, title: true, isVouched: true },
  });
  return new Map(campaigns.map((campaign) => [campaign.id, campaign]));
}
