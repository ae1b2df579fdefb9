// Closes a task once nobody can answer it any more: outcome, what each answer is paid, and the rest of the reservation back.
import { answerCostWei, type CampaignRule } from "#app/features/campaigns/reservation.ts";
import { ruleOf } from "#app/features/campaigns/rule.server.ts";
import { appendEntries, type NewEntry } from "#app/features/ledger/append.server.ts";
import { earnPostings, unreservePostings } from "#app/features/ledger/pay.ts";
import type { PreferResult } from "#app/features/quality/prefer-posterior.ts";
import {
  closingStep,
  disagrees,
  isDecided,
  isPaidUnderAgreement,
  type Outcome,
  outcomeMethod,
  outcomeOf,
} from "#app/features/tasks/closing.ts";
import { preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { assertNever } from "#app/lib/invariant.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import type { Campaign, Task } from "#prisma/generated/client.ts";

type Given = { id: string; address: string; choice: PreferResult; isPaid: boolean };

/** Looks at a task after an answer, a change, a skip or an expiry; closes it, or comes back when the last lease has ended. */
export async function closeTask(taskId: string, now = new Date()): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.$queryRaw`select id from "Task" where id = ${taskId} for update`;
    const task = await tx.task.findUnique({ where: { id: taskId }, include: { campaign: true } });
    if (!task || task.state === "closed") return;

    const answers = await listAnswers(tx, taskId);
    const choices = answers.map(({ choice }) => choice);
    const decided = isDecided(choices, { ...task, barPermille: task.campaign.barPermille });
    if (decided !== task.isDecided) await tx.task.update({ where: { id: taskId }, data: { isDecided: decided } });

    const next = closingStep({
      isEnding: decided || task.campaign.state === "closed",
      leasesUntil: await listLiveLeases(tx, taskId, now),
      lastAnswerAt: answers.reduce<Date | null>((last, { at }) => (last && last > at ? last : at), null),
      now,
    });
    switch (next.step) {
      case "open":
        return;
      case "wait":
        return addJob(tx, "close-task", { taskId }, { key: `close-task:${taskId}`, runAt: next.until });
      case "close":
        return settle(tx, task, answers);
      default:
        return assertNever(next);
    }
  });
}

async function settle(
  tx: Transaction,
  task: Task & { campaign: Campaign },
  answers: ReadonlyArray<Omit<Given, "isPaid">>,
): Promise<void> {
  const outcome = outcomeOf(
    answers.map(({ choice }) => choice),
    task.campaign.barPermille,
  );
  const judged = answers.map((answer) => ({ ...answer, isPaid: isPaidUnderAgreement(answer.choice, outcome) }));
  const rule = ruleOf(task.campaign);
  await recordOutcome(tx, task.id, outcome, judged, rule);
  await appendEntries(tx, [
    ...judged.map((answer) => answerEntry(task.campaignId, rule, answer)),
    ...unusedEntry(task, rule, answers.length),
  ]);
  await addJob(tx, "open-prompts", { campaignId: task.campaignId }, { key: `open-prompts:${task.campaignId}` });
}

async function recordOutcome(
  tx: Transaction,
  taskId: string,
  { result, probability }: Outcome,
  answers: ReadonlyArray<Given>,
  { answerPriceWei }: CampaignRule,
): Promise<void> {
  await tx.outcome.create({ data: { taskId, result, probability, method: outcomeMethod } });
  await tx.task.update({ where: { id: taskId }, data: { state: "closed", isDecided: true, closedAt: new Date() } });
  const idsOf = (isPaid: boolean) => answers.filter((answer) => answer.isPaid === isPaid).map(({ id }) => id);
  const priceWei = answerPriceWei.toString();
  await tx.answer.updateMany({ where: { id: { in: idsOf(true) } }, data: { isPaid: true, priceWei } });
  await tx.answer.updateMany({
    where: { id: { in: idsOf(false) } },
    data: { isPaid: false, priceWei, reason: disagrees },
  });
}

/** Paid, it earns; unpaid, it has a reason, and its price stays reserved while it can be disputed. */
function answerEntry(campaignId: string, rule: CampaignRule, { id, address, isPaid }: Given): NewEntry {
  const entry = { kind: "answer" as const, ref: id, idempotencyKey: `answer:${id}` };
  if (!isPaid) return { ...entry, reason: disagrees, postings: [] };
  const { answerPriceWei: priceWei, overheadBps } = rule;
  return { ...entry, postings: earnPostings({ campaignId, address, priceWei, overheadBps, treasury: env().TREASURY }) };
}

/** What was reserved for answers that nobody gave. */
function unusedEntry({ id, campaignId, answersMax }: Task, rule: CampaignRule, answers: number): Array<NewEntry> {
  const unused = BigInt(answersMax - answers) * answerCostWei(rule);
  if (unused === 0n) return [];
  const postings = unreservePostings(campaignId, unused);
  return [{ kind: "unreserve", ref: id, idempotencyKey: `unanswered:${id}`, postings }];
}

async function listAnswers(tx: Transaction, taskId: string) {
  const rows = await tx.answer.findMany({ where: { taskId }, orderBy: { address: "asc" } });
  return rows.map(({ id, address, answer, updatedAt }) => ({
    id,
    address,
    choice: preferAnswerSchema.parse(answer).choice,
    at: updatedAt,
  }));
}

async function listLiveLeases(tx: Transaction, taskId: string, now: Date): Promise<Array<Date>> {
  const live = { taskId, answeredAt: null, skippedAt: null, expiresAt: { gt: now } };
  const leases = await tx.lease.findMany({ where: live, select: { expiresAt: true } });
  return leases.map(({ expiresAt }) => expiresAt);
}
