// Closes a task once nobody can answer it any more.
import {
  answerAccuracy,
  changeGraceMs,
  closingStep,
  graceMsOf,
  isDecided,
  priorityOf,
  settledFrom,
} from "#app/features/tasks/closing/closing.ts";
import { settleTask } from "#app/features/tasks/closing/settle.server.ts";
import {
  factsOf,
  type GivenAnswer,
  type TaskWithFacts,
  withFacts,
} from "#app/features/tasks/closing/task-facts.server.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { assertNever } from "#app/lib/invariant.ts";
import { addJob } from "#app/lib/jobs.server.ts";

/** Looks at a task after an answer, a change, a skip or an expiry; closes it, or comes back when the last lease has ended. */
export async function closeTask(taskId: string, now = new Date()): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.$queryRaw`select id from "Task" where id = ${taskId} for update`;
    const task = await tx.task.findUnique({ where: { id: taskId }, include: withFacts });
    if (!task || task.state === "closed") return;

    const answers = await listAnswers(tx, task);
    const decided = isDecided(answers, factsOf(task), task);
    const priority = decided ? task.priority : priorityOf(answers, factsOf(task), task);
    if (decided !== task.isDecided || priority !== task.priority)
      await tx.task.update({ where: { id: taskId }, data: { isDecided: decided, priority } });

    const isOver = task.campaign.state === "closed";
    const next = closingStep({
      isEnding: decided || isOver,
      graceMs: isOver ? changeGraceMs : graceMsOf(task),
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
        return settleTask(tx, task, answers);
      default:
        return assertNever(next);
    }
  });
}

/** Each weighs what its contributor's standing in this campaign and kind says now; without one, what other campaigns vouch for. */
async function listAnswers(tx: Transaction, { id, campaignId, kind }: TaskWithFacts): Promise<Array<GivenAnswer>> {
  const rows = await tx.answer.findMany({ where: { taskId: id }, orderBy: { address: "asc" } });
  const theirs = { kind, address: { in: rows.map(({ address }) => address) } };
  const select = { address: true, accuracy: true };
  const vouched = await tx.vouchedReputation.findMany({ where: theirs, select });
  const own = await tx.reputation.findMany({ where: { ...theirs, campaignId }, select });
  const byAddress = new Map([...vouched, ...own].map((standing) => [standing.address, standing]));
  return rows.map(({ id, address, answer, ...times }) => ({
    id,
    address,
    answer,
    accuracy: answerAccuracy(byAddress.get(address) ?? null),
    at: settledFrom(times),
  }));
}

async function listLiveLeases(tx: Transaction, taskId: string, now: Date): Promise<Array<Date>> {
  const live = { taskId, answeredAt: null, skippedAt: null, expiresAt: { gt: now } };
  const leases = await tx.lease.findMany({ where: live, select: { expiresAt: true } });
  return leases.map(({ expiresAt }) => expiresAt);
}
