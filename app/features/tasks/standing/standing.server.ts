import type { KindStanding } from "#app/features/tasks/judge/judge-standing.ts";
import { db } from "#app/lib/db.server.ts";

/** How often a member is right, by campaign and kind, as known gold and closed tasks say. */
export async function standingsOf(address: string): Promise<Array<KindStanding>> {
  return db().reputation.findMany({
    where: { address },
    select: { campaignId: true, kind: true, accuracy: true, standardError: true, n: true },
  });
}

/** What the answers since `since` earn if they are accepted; those that are known to be unpaid are left out. */
export async function answersWorth(address: string, since: Date): Promise<bigint> {
  const [row] = await db().$queryRaw<Array<{ wei: string }>>`
    select coalesce(sum(task."priceWei"), 0)::text as wei
    from "Answer" answer join "Task" task on task.id = answer."taskId"
    where answer.address = ${address} and answer."createdAt" >= ${since} and answer."isPaid" is distinct from false`;
  return BigInt(row?.wei ?? "0");
}
