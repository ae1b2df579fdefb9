import { type Interval, wilsonInterval } from "#app/features/quality/wilson.ts";
import { db } from "#app/lib/db.server.ts";
import { toWei } from "#app/lib/money.ts";

export type Standing = Interval & { decided: number };

/** Paid of decided answers, with Wilson's interval. */
export async function standingOf(address: string): Promise<Standing> {
  const [paid, decided] = await Promise.all([
    db().answer.count({ where: { address, isPaid: true } }),
    db().answer.count({ where: { address, isPaid: { not: null } } }),
  ]);
  return { ...wilsonInterval(paid, decided), decided };
}

/** What the answers since `since` earn if they are accepted; those that are known to be unpaid are left out. */
export async function answersWorth(address: string, since: Date): Promise<bigint> {
  const rows = await db().answer.findMany({
    where: { address, createdAt: { gte: since }, OR: [{ isPaid: null }, { isPaid: true }] },
    select: { task: { select: { priceWei: true } } },
  });
  return rows.reduce((sum, { task }) => sum + toWei(task.priceWei), 0n);
}
