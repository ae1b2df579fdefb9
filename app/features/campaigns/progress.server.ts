import type { CampaignProgress } from "#app/features/campaigns/api.ts";
import type { CampaignRule } from "#app/features/campaigns/reservation.ts";
import { taskCount } from "#app/features/campaigns/tasks-of-prompt.ts";
import { type Interval, wilsonInterval } from "#app/features/quality/wilson.ts";
import { db } from "#app/lib/db.server.ts";

type Counts = {
  id: string;
  prompts: number;
  promptsOpen: number;
  accepted: number;
  rejected: number;
  tasksOpen: number;
  tasksClosed: number;
  paid: number;
  unpaid: number;
};

/** How far campaigns have come, by their ids: one question for all of them. */
export async function campaignProgresses(
  campaigns: ReadonlyArray<{ id: string; rule: CampaignRule }>,
): Promise<Map<string, CampaignProgress>> {
  const rows = await db().$queryRaw<Array<Counts>>`
    select campaign.id, prompt.*, sample.*, task.*, answer.* from unnest(${campaigns.map(({ id }) => id)}::text[]) campaign(id)
    cross join lateral (
      select count(*)::int as prompts, count(*) filter (where state = 'open')::int as "promptsOpen"
      from "Prompt" where "campaignId" = campaign.id) prompt
    cross join lateral (
      select count(*) filter (where state = 'accepted')::int as accepted, count(*) filter (where state = 'rejected')::int as rejected
      from "Sample" where "campaignId" = campaign.id) sample
    cross join lateral (
      select count(*) filter (where state = 'open')::int as "tasksOpen", count(*) filter (where state = 'closed')::int as "tasksClosed"
      from "Task" where "campaignId" = campaign.id and "goldId" is null) task
    cross join lateral (
      select count(*) filter (where "isPaid")::int as paid, count(*) filter (where not "isPaid")::int as unpaid
      from "Task" asked join "Answer" given on given."taskId" = asked.id where asked."campaignId" = campaign.id) answer`;
  const counts = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    campaigns.flatMap(({ id, rule }) => {
      const row = counts.get(id);
      return row ? [[id, progressOf(row, rule)]] : [];
    }),
  );
}

function progressOf(
  { prompts, promptsOpen, tasksOpen, tasksClosed, ...row }: Counts,
  rule: CampaignRule,
): CampaignProgress {
  return {
    promptsTotal: prompts,
    promptsOpen,
    samplesWanted: prompts * rule.candidatesPerPrompt,
    samplesAccepted: row.accepted,
    tasksWanted: prompts * tasksAPrompt(rule),
    tasksOpen,
    tasksClosed,
    contributionsDecided: row.accepted + row.rejected + row.paid + row.unpaid,
    contributionsPaid: row.accepted + row.paid,
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
