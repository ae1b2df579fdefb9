import type { CampaignProgress } from "#app/features/campaigns/api.ts";
import type { CampaignRule } from "#app/features/campaigns/reservation.ts";
import { taskCount } from "#app/features/campaigns/tasks-of-prompt.ts";
import { type Interval, wilsonInterval } from "#app/features/quality/wilson.ts";
import { db } from "#app/lib/db.server.ts";

export async function campaignProgress(campaignId: string, rule: CampaignRule): Promise<CampaignProgress> {
  const where = { campaignId };
  const ofCampaign = { task: where };
  const [
    promptsTotal,
    promptsOpen,
    samplesAccepted,
    samplesRejected,
    tasksOpen,
    tasksClosed,
    answersPaid,
    answersUnpaid,
  ] = await Promise.all([
    db().prompt.count({ where }),
    db().prompt.count({ where: { ...where, state: "open" } }),
    db().sample.count({ where: { ...where, state: "accepted" } }),
    db().sample.count({ where: { ...where, state: "rejected" } }),
    db().task.count({ where: { ...where, goldId: null, state: "open" } }),
    db().task.count({ where: { ...where, goldId: null, state: "closed" } }),
    db().answer.count({ where: { ...ofCampaign, isPaid: true } }),
    db().answer.count({ where: { ...ofCampaign, isPaid: false } }),
  ]);
  return {
    promptsTotal,
    promptsOpen,
    samplesWanted: promptsTotal * rule.candidatesPerPrompt,
    samplesAccepted,
    tasksWanted: promptsTotal * tasksAPrompt(rule),
    tasksOpen,
    tasksClosed,
    contributionsDecided: samplesAccepted + samplesRejected + answersPaid + answersUnpaid,
    contributionsPaid: samplesAccepted + answersPaid,
  };
}

function tasksAPrompt({ kinds, candidatesPerPrompt }: CampaignRule): number {
  return kinds.reduce((sum, { kind }) => sum + taskCount(kind, candidatesPerPrompt), 0);
}

/**
 * How often an answer equals the outcome of its task, over the decided tasks of kinds whose answers can equal one: comparisons
 * and what is paid by agreement. Null before the first. Gold, whose outcome was known, is left out.
 */
export async function campaignAgreement(campaignId: string): Promise<(Interval & { answers: number }) | null> {
  const rows = await db().$queryRaw<Array<{ equal: number; answers: number }>>`
    select count(*)::int as answers, count(*) filter (
      where case when task.kind = 'prefer' then answer.answer->>'choice' = outcome.result else answer."isPaid" end)::int as equal
    from "Task" task
    join "CampaignKind" rule on rule."campaignId" = task."campaignId" and rule.kind = task.kind
    join "Outcome" outcome on outcome."taskId" = task.id
    join "Answer" answer on answer."taskId" = task.id
    where task."campaignId" = ${campaignId} and task.state = 'closed' and task."goldId" is null
      and outcome.result <> 'undecided' and (task.kind = 'prefer' or rule."payRule" = 'agreement/1')`;
  const { equal = 0, answers = 0 } = rows[0] ?? {};
  return answers === 0 ? null : { ...wilsonInterval(equal, answers), answers };
}
