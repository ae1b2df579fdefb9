import type { KindStanding } from "#app/features/tasks/judge-standing.ts";
import { db } from "#app/lib/db.server.ts";
import { toWei } from "#app/lib/money.ts";

/** How often a member is right, by campaign and kind, as known gold and closed tasks say. */
export async function standingsOf(address: string): Promise<Array<KindStanding>> {
  return db().reputation.findMany({
    where: { address },
    select: { campaignId: true, kind: true, accuracy: true, standardError: true, n: true },
  });
}

/** What the answers since `since` earn if they are accepted; those that are known to be unpaid are left out. */
export async function answersWorth(address: string, since: Date): Promise<bigint> {
  const rows = await db().answer.findMany({
    where: { address, createdAt: { gte: since }, OR: [{ isPaid: null }, { isPaid: true }] },
    select: { task: { select: { priceWei: true } } },
  });
  return rows.reduce((sum, { task }) => sum + toWei(task.priceWei), 0n);
}
