import { lapsesWith } from "#app/features/review/dispute.ts";
import { decidableBy } from "#app/features/review/list-disputes.server.ts";
import type { OpenDispute } from "#app/features/review/open-dispute.ts";
import { workOf } from "#app/features/review/work.server.ts";
import { db } from "#app/lib/db.server.ts";
import { toWei } from "#app/lib/money.ts";
import type { Dispute } from "#prisma/generated/client.ts";

/** Those that this reviewer may decide, the oldest first: what lapses next comes first. */
export async function listOpenDisputes(reviewer: string, limit: number): Promise<Array<OpenDispute>> {
  const rows = await db().$queryRaw<Array<{ id: string }>>`
    select dispute.id from "Dispute" dispute where dispute.state = 'open' and ${decidableBy(reviewer)}
    order by dispute."createdAt", dispute.id limit ${limit}`;
  const disputes = await db().dispute.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return Promise.all(disputes.map(describe));
}

export async function countOpenDisputes(reviewer: string): Promise<number> {
  const [row] = await db().$queryRaw<Array<{ count: number }>>`
    select count(*)::int as count from "Dispute" dispute where dispute.state = 'open' and ${decidableBy(reviewer)}`;
  return row?.count ?? 0;
}

async function describe(dispute: Dispute): Promise<OpenDispute> {
  const { id, ref, entryId, reason, campaignId, epochN, createdAt } = dispute;
  const [work, entry, campaign, answer, audit] = await Promise.all([
    workOf(ref),
    db().entry.findUniqueOrThrow({ where: { id: entryId } }),
    db().campaign.findUniqueOrThrow({ where: { id: campaignId }, select: { id: true, title: true } }),
    db().answer.findUnique({ where: { id: ref }, select: { task: { select: { outcome: true } } } }),
    db().audit.findFirst({
      where: { ref, state: "overturned" },
      select: { verdicts: { where: { verdict: "overturn" }, select: { reason: true } } },
    }),
  ]);
  const outcome = answer?.task.outcome;
  return {
    ...{ id, reason, campaign, work, lapsesWithEpoch: lapsesWith(epochN), createdAt: createdAt.toISOString() },
    unpaidReason: entry.reason,
    verdict: audit?.verdicts[0]?.reason ?? null,
    outcome: outcome ? { result: outcome.result, probability: outcome.probability } : null,
    priceWei: toWei(dispute.priceWei).toString(),
  };
}
