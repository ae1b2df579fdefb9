// What a member can still do about a lease of theirs: change its answer, hold it for longer, give it back.
import type { FlagReason, SkipReason } from "#app/features/tasks/api.ts";
import { factsOf, type TaskWithFacts, withFacts } from "#app/features/tasks/closing/task-facts.server.ts";
import type { Misfit } from "#app/features/tasks/kinds/codes.ts";
import { preferAnswerSchema, withSidesSwapped } from "#app/features/tasks/kinds/prefer.ts";
import { scorers } from "#app/features/tasks/kinds.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { notFound } from "#app/lib/http.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";

type Own = { address: string; leaseId: string };
type Change = Own & { answer: unknown; flag?: FlagReason | undefined };
export type Changed<Why extends string> = { ok: true } | { ok: false; why: Why };

/** A lease can be extended until it is this many times as old as it was meant to become. */
const mostLifetimes = 6;

/** Replaces an answer while its task is open. What the task adds up to is looked at anew. */
export async function changeAnswer(change: Change): Promise<Changed<"task-closed" | Misfit>> {
  const { address, leaseId, answer, flag } = change;
  return inTransaction(async (tx) => {
    const lease = await lockOwnLease(tx, { address, leaseId });
    if (!lease.answeredAt) throw notFound("answer");
    if (lease.taskState !== "open") return { ok: false, why: "task-closed" };
    const read = scorers[lease.task.kind].read(answer, factsOf(lease.task));
    if (!read.ok) return read;
    const inTasksOrder = lease.sidesSwapped ? inTheOtherOrder(read.answer, lease.task) : read.answer;
    const written = JSON.parse(JSON.stringify(inTasksOrder));
    await tx.answer.update({
      where: { leaseId },
      data: { answer: written, flag: flag ?? null, updatedAt: new Date() },
    });
    await checkClosing(tx, lease.taskId);
    return { ok: true };
  });
}

/** Only a comparison speaks of sides; the other kinds name samples by their ids. */
function inTheOtherOrder(answer: Record<string, unknown>, { kind }: TaskWithFacts): Record<string, unknown> {
  return kind === "prefer" ? withSidesSwapped(preferAnswerSchema.parse(answer)) : answer;
}

export type Extended = { ok: true; expiresAt: Date } | { ok: false; why: "lease-expired" | "lease-too-long" };

export async function extendLease({ address, leaseId }: Own, now = new Date()): Promise<Extended> {
  return inTransaction(async (tx) => {
    const lease = await lockOwnLease(tx, { address, leaseId });
    if (!isLive(lease, now)) return { ok: false, why: "lease-expired" };
    const leaseMs = env().TASK_LEASE_SECONDS * 1_000;
    const expiresAt = new Date(now.getTime() + leaseMs);
    if (expiresAt.getTime() > lease.createdAt.getTime() + mostLifetimes * leaseMs)
      return { ok: false, why: "lease-too-long" };
    await tx.lease.update({ where: { id: leaseId }, data: { expiresAt } });
    return { ok: true, expiresAt };
  });
}

type Skip = Own & { reason: SkipReason };

/** Gives a task back unanswered, for good: it is never offered to this member again. */
export async function skipLease(
  { address, leaseId, reason }: Skip,
  now = new Date(),
): Promise<Changed<"lease-expired">> {
  return inTransaction(async (tx) => {
    const lease = await lockOwnLease(tx, { address, leaseId });
    if (lease.skippedAt) return { ok: true };
    if (!isLive(lease, now)) return { ok: false, why: "lease-expired" };
    await tx.lease.update({ where: { id: leaseId }, data: { skippedAt: now, skipReason: reason } });
    // Counts like an answer of the day: nobody skips their way past known answers.
    await tx.queueMember.updateMany({ where: { address }, data: { dayAnswers: { increment: 1 } } });
    await checkClosing(tx, lease.taskId);
    return { ok: true };
  });
}

/** Leaving the page: leases that nobody will answer end now, so that no task waits for them. They may be taken again. */
export async function releaseLeases(address: string, leaseIds: ReadonlyArray<string>, now = new Date()): Promise<void> {
  await inTransaction(async (tx) => {
    const ended = await tx.lease.updateManyAndReturn({
      where: { id: { in: [...leaseIds] }, address, answeredAt: null, skippedAt: null, expiresAt: { gt: now } },
      data: { expiresAt: now },
      select: { taskId: true },
    });
    for (const { taskId } of ended) await checkClosing(tx, taskId);
  });
}

export async function checkClosing(tx: Transaction, taskId: string): Promise<void> {
  await addJob(tx, "close-task", { taskId }, { key: `close-task:${taskId}` });
}

type OwnLease = {
  taskId: string;
  task: TaskWithFacts;
  taskState: "open" | "closed";
  sidesSwapped: boolean;
  createdAt: Date;
  expiresAt: Date;
  answeredAt: Date | null;
  skippedAt: Date | null;
};

/** The task is locked first, as the statement that records answers does, then read again. */
async function lockOwnLease(tx: Transaction, { address, leaseId }: Own): Promise<OwnLease> {
  await tx.$queryRaw`
    select task.id from "Task" task join "Lease" lease on lease."taskId" = task.id
    where lease.id = ${leaseId} and lease.address = ${address} for update of task, lease`;
  const lease = await tx.lease.findFirst({
    where: { id: leaseId, address },
    include: { task: { include: withFacts } },
  });
  if (!lease) throw notFound("lease");
  return { ...lease, taskState: lease.task.state };
}

function isLive({ answeredAt, skippedAt, expiresAt }: OwnLease, now: Date): boolean {
  return !answeredAt && !skippedAt && expiresAt > now;
}
