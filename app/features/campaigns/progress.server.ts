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

/** How often an answer equals the outcome of its task, over the tasks that have one; null before the first. */
export async function campaignAgreement(campaignId: string): Promise<(Interval & { answers: number }) | null> {
  const task = { campaignId, outcome: { isNot: null, is: { result: { not: "undecided" } } } };
  const [paid, answers] = await Promise.all([
    db().answer.count({ where: { isPaid: true, task } }),
    db().answer.count({ where: { isPaid: { not: null }, task } }),
  ]);
  return answers === 0 ? null : { ...wilsonInterval(paid, answers), answers };
}
