// Sums over a campaign's closed tasks, made by the database.
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import type { ReasonCount, WorkSum } from "#app/features/tasks/dashboard/dashboard.ts";
import { db } from "#app/lib/db.server.ts";

type WorkRow = Omit<WorkSum, "dwellMs"> & { low: number | null; median: number | null; high: number | null };

/** By kind, and by kind and language. Gold is left out: it has one answer each and its outcome was known. */
export async function workOf(campaignId: string): Promise<Array<WorkSum>> {
  const rows = await db().$queryRaw<Array<WorkRow>>`
    with closed as (
      select id, kind, language from "Task" where "campaignId" = ${campaignId} and state = 'closed' and "goldId" is null
    ), tasks as (
      select kind, language, count(*)::int as tasks, count(*) filter (where result = 'undecided')::int as undecided
      from closed left join "Outcome" on "taskId" = id group by grouping sets ((kind), (kind, language))
    ), answers as (
      select kind, language, count(*)::int as answers, count(flag)::int as flagged, percentile_cont(array[0.1, 0.5, 0.9])
        within group (order by
          coalesce(answer."dwellMs", extract(epoch from answer."createdAt" - lease."createdAt") * 1000)::float8) as spans
      from closed join "Answer" answer on answer."taskId" = closed.id join "Lease" lease on lease.id = answer."leaseId"
      group by grouping sets ((kind), (kind, language))
    )
    select tasks.kind::text as kind, tasks.language, tasks.tasks, tasks.undecided,
      coalesce(answers.answers, 0) as answers, coalesce(answers.flagged, 0) as flagged,
      spans[1] as low, spans[2] as median, spans[3] as high
    from tasks left join answers
      on answers.kind = tasks.kind and answers.language is not distinct from tasks.language
    order by tasks.kind, tasks.language nulls first`;
  return rows.map(({ low, median, high, ...sum }) => ({
    ...sum,
    dwellMs: low === null || median === null || high === null ? null : { low, median, high },
  }));
}

/** Answers with a flag, by its reason, most first. */
export function flagsOf(campaignId: string): Promise<Array<ReasonCount>> {
  return db().$queryRaw<Array<ReasonCount>>`
    select answer.flag as reason, count(*)::int as count
    from "Answer" answer join "Task" task on task.id = answer."taskId"
    where task."campaignId" = ${campaignId} and task.state = 'closed' and answer.flag is not null
    group by 1 order by 2 desc, 1`;
}

/** Tasks given back unanswered, by the reason that was given, most first. */
export function skipsOf(campaignId: string): Promise<Array<ReasonCount>> {
  return db().$queryRaw<Array<ReasonCount>>`
    select coalesce(lease."skipReason", 'other') as reason, count(*)::int as count
    from "Lease" lease join "Task" task on task.id = lease."taskId"
    where task."campaignId" = ${campaignId} and task.state = 'closed' and lease."skippedAt" is not null
    group by 1 order by 2 desc, 1`;
}

export type KindCost = {
  kind: TaskKind;
  tasksOpen: number;
  tasksClosed: number;
  answers: number;
  paid: number;
  goldAnswers: number;
};

/** What each kind's tasks needed so far. `answers` and `paid` are of ordinary tasks, gold is counted apart. */
export function kindCostsOf(campaignId: string): Promise<Array<KindCost>> {
  return db().$queryRaw<Array<KindCost>>`
    with task as (
      select id, kind::text as kind, state, "goldId" is not null as "isGold", "answerCount"
      from "Task" where "campaignId" = ${campaignId}
    ), paid as (
      select task.kind, count(*)::int as paid
      from "Answer" answer join task on task.id = answer."taskId"
      where task.state = 'closed' and not task."isGold" and answer."isPaid" group by 1
    )
    select task.kind, count(*) filter (where task.state = 'open' and not "isGold")::int as "tasksOpen",
      count(*) filter (where task.state = 'closed' and not "isGold")::int as "tasksClosed",
      coalesce(sum("answerCount") filter (where task.state = 'closed' and not "isGold"), 0)::int as answers,
      coalesce(sum("answerCount") filter (where task.state = 'closed' and "isGold"), 0)::int as "goldAnswers",
      coalesce(max(paid.paid), 0) as paid
    from task left join paid on paid.kind = task.kind group by task.kind`;
}
