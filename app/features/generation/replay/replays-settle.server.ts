// What comes round: replays that nobody did in time are given up, and what verifiers earned is paid from `reviewers`.
import { appendEntry, InsufficientFunds } from "#app/features/ledger/append.server.ts";
import { verificationPostings } from "#app/features/ledger/pay.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import { log } from "#app/lib/log.server.ts";
import { toWei } from "#app/lib/money.ts";

const atOnce = 500;

export async function settleReplays(now: Date): Promise<void> {
  await giveUpOverdue(now);
  await payDue(now);
}

/** No lease lasts beyond the day. A sample that waits for it is decided without. */
async function giveUpOverdue(now: Date): Promise<void> {
  const overdue = await db().replay.findMany({
    where: { dueAt: { lte: now }, state: { in: ["open", "leased"] } },
    orderBy: { createdAt: "asc" },
    take: atOnce,
    select: { id: true },
  });
  for (const { id } of overdue) {
    await inTransaction(async (tx) => {
      await tx.$queryRaw`select id from "Replay" where id = ${id} for update`;
      const replay = await tx.replay.findUniqueOrThrow({ where: { id } });
      if (replay.state === "done" || replay.state === "void") return;
      await tx.replay.update({ where: { id }, data: { state: "void" } });
      if (replay.purpose === "control") return;
      const { sampleId } = replay;
      await addJob(tx, "decide-sample", { sampleId }, { key: `decide-sample:${sampleId}` });
    });
  }
}

/** One entry a replay, by its key: paid, or unpaid with its reason. What `reviewers` can't pay now waits. */
async function payDue(now: Date): Promise<void> {
  const due = await db().replay.findMany({
    where: { agrees: { not: null }, settledAt: null },
    orderBy: { doneAt: "asc" },
    take: atOnce,
    select: { id: true },
  });
  for (const { id } of due) {
    try {
      await payOne(id, now);
    } catch (error) {
      if (!(error instanceof InsufficientFunds)) throw error;
      log.warn({ replay: id }, "reviewers does not hold what a verifier earned: it waits");
    }
  }
}

function payOne(id: string, now: Date): Promise<void> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`select id from "Replay" where id = ${id} for update`;
    const { agrees, settledAt, address, priceWei } = await tx.replay.findUniqueOrThrow({ where: { id } });
    if (agrees === null || settledAt || address === null) return;
    const entry = { kind: "verification" as const, ref: id, idempotencyKey: `replay:${id}` };
    await appendEntry(
      tx,
      agrees
        ? { ...entry, postings: verificationPostings(address, toWei(priceWei)) }
        : { ...entry, reason: "disagrees-with-replay", postings: [] },
    );
    await tx.replay.update({ where: { id }, data: { settledAt: now } });
  });
}
