import type { Calendar } from "#app/features/payouts/due.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import type { Epoch } from "#prisma/generated/client.ts";

type Reader = Pick<Transaction, "epoch" | "entry" | "balance">;

export function findLatestEpoch(tx: Pick<Transaction, "epoch">): Promise<Epoch | null> {
  return tx.epoch.findFirst({ orderBy: { n: "desc" } });
}

export async function readCalendar(tx: Reader): Promise<Calendar> {
  const latest = await findLatestEpoch(tx);
  const first = latest ? null : await tx.entry.findFirst({ orderBy: { seq: "asc" } });
  return {
    latest: latest && { ...latest, closedAt: latest.createdAt },
    firstEntryAt: first?.at ?? null,
    epochSeconds: env().EPOCH_SECONDS,
  };
}

/** Is there anything to say in another epoch: new entries, something in review to grant, or a rejected one to say again? */
export async function hasNews(tx: Reader): Promise<boolean> {
  const latest = await findLatestEpoch(tx);
  if (latest?.state === "rejected") return true;
  if (await tx.entry.findFirst({ where: { seq: { gt: latest?.lastSeq ?? 0n } }, select: { id: true } })) return true;
  const inReview = { account: { startsWith: "review:" }, wei: { gt: 0 } };
  if (await tx.balance.findFirst({ where: inReview, select: { account: true } })) return true;
  return latest !== null && (await hasUnpaid(tx, latest));
}

/** An answer of the latest epoch that was not paid: its price goes back with the next. */
async function hasUnpaid(tx: Reader, { firstSeq, lastSeq }: Epoch): Promise<boolean> {
  const unpaid = { kind: "answer", seq: { gte: firstSeq, lte: lastSeq }, postings: { none: {} } };
  return (await tx.entry.findFirst({ where: unpaid, select: { id: true } })) !== null;
}
