import type { Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";

const dayMs = 24 * 3_600_000;

/** Whether a member has sent as many samples within the last 24 hours as one may. */
export async function hasReachedDay(
  tx: Transaction,
  { address, now }: { address: string; now: Date },
): Promise<boolean> {
  const since = new Date(now.getTime() - dayMs);
  return (await tx.sample.count({ where: { address, createdAt: { gt: since } } })) >= env().SAMPLES_PER_DAY;
}
