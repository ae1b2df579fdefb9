import type { EpochBody } from "#app/features/payouts/api.ts";
import { type Deployment, findDeployment } from "#app/features/payouts/deployment.server.ts";
import { db } from "#app/lib/db.server.ts";
import { notFound } from "#app/lib/http.server.ts";
import type { Page } from "#app/lib/http.ts";
import { toWei } from "#app/lib/money.ts";
import type { Epoch } from "#prisma/generated/client.ts";

const withMembers = { include: { _count: { select: { leaves: true } } } } as const;

/** Newest first. @param cursor the number of the last epoch of the page before */
export async function listEpochs({ limit, cursor }: { limit: number; cursor?: string }): Promise<Page<EpochBody>> {
  const before = Number(cursor ?? Number.NaN);
  const [deployment, rows] = await Promise.all([
    findDeployment(),
    db().epoch.findMany({
      ...withMembers,
      where: Number.isInteger(before) ? { n: { lt: before } } : {},
      orderBy: { n: "desc" },
      take: limit + 1,
    }),
  ]);
  const items = rows.slice(0, limit).map((row) => toEpochBody(row, deployment));
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.n) : null };
}

export async function findEpoch(n: number): Promise<EpochBody | null> {
  const [deployment, row] = await Promise.all([
    findDeployment(),
    db().epoch.findUnique({ ...withMembers, where: { n } }),
  ]);
  return row && toEpochBody(row, deployment);
}

export async function getEpoch(n: number): Promise<EpochBody> {
  const epoch = await findEpoch(n);
  if (!epoch) throw notFound("epoch");
  return epoch;
}

/** The epoch whose root claims are paid by; null before the first was accepted. */
export function findAcceptedEpoch(): Promise<Epoch | null> {
  return db().epoch.findFirst({ where: { state: "accepted" }, orderBy: { n: "desc" } });
}

function toEpochBody(epoch: Epoch & { _count: { leaves: number } }, deployment: Deployment | null): EpochBody {
  return {
    n: epoch.n,
    state: epoch.state,
    root: epoch.root,
    totalWei: toWei(epoch.totalWei).toString(),
    ledgerDigest: epoch.ledgerDigest,
    closedAt: epoch.createdAt.toISOString(),
    proposedAt: epoch.proposedAt?.toISOString() ?? null,
    windowEndsAt: epoch.windowEndsAt?.toISOString() ?? null,
    chainId: deployment?.chainId ?? null,
    distributor: deployment?.distributor ?? null,
    txHash: epoch.txHash,
    entries: epoch.entryCount,
    members: epoch._count.leaves,
    auditsEndedAt: epoch.auditsEndedAt?.toISOString() ?? null,
  };
}
