// What the audit pages are drawn from. Figures that can be recomputed are recomputed in the browser, not taken from here.
import { getAddress, isAddress } from "ethers";
import { memberOf, reviewOf } from "#app/features/ledger/entry.ts";
import type { AuditedEpoch, MemberInEpoch } from "#app/features/payouts/audited-epoch.ts";
import { findDeployment } from "#app/features/payouts/deployment.server.ts";
import { leavesOf } from "#app/features/payouts/epoch-rows.server.ts";
import { merkleTree } from "#app/features/payouts/merkle.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { sumOf, toWei } from "#app/lib/money.ts";

const mostEpochs = 200;
const mostEntries = 200;

/** The latest epochs, newest first. */
export async function listAuditedEpochs(): Promise<Array<AuditedEpoch>> {
  const epochs = await db().epoch.findMany({
    orderBy: { n: "desc" },
    take: mostEpochs,
    include: { _count: { select: { leaves: true, audits: true } } },
  });
  return epochs.map((epoch) => ({
    n: epoch.n,
    state: epoch.state,
    totalWei: toWei(epoch.totalWei),
    entries: epoch.entryCount,
    members: epoch._count.leaves,
    audits: epoch._count.audits,
    closedAt: epoch.createdAt,
    windowEndsAt: epoch.windowEndsAt,
  }));
}

/** One epoch and where its chain is read; null when there is none. `entriesSoFar` is what a recomputation has to read. */
export async function findAuditedEpoch(n: number) {
  const [epoch, before, deployment, audits] = await Promise.all([
    db().epoch.findUnique({ where: { n }, include: { _count: { select: { leaves: true } } } }),
    db().epoch.aggregate({ where: { n: { lte: n } }, _sum: { entryCount: true } }),
    findDeployment(),
    db().audit.groupBy({ by: ["state"], where: { epochN: n }, _count: true }),
  ]);
  if (!epoch || !deployment) return null;
  return {
    n: epoch.n,
    state: epoch.state,
    root: epoch.root,
    totalWei: toWei(epoch.totalWei),
    ledgerDigest: epoch.ledgerDigest,
    txHash: epoch.txHash,
    auditSeed: epoch.auditSeed,
    entries: epoch.entryCount,
    members: epoch._count.leaves,
    entriesSoFar: before._sum.entryCount ?? 0,
    closedAt: epoch.createdAt,
    windowEndsAt: epoch.windowEndsAt,
    audits: audits.map(({ state, _count }) => ({ state, count: _count })),
    chain: {
      chainId: deployment.chainId,
      rpcUrl: env().PUBLIC_RPC_URL,
      distributor: deployment.distributor,
      deploymentBlock: Number(deployment.deploymentBlock),
    },
  };
}

export async function findMemberInEpoch(n: number, text: string): Promise<MemberInEpoch> {
  if (!isAddress(text)) return { ok: false, why: "not-an-address" };
  const address = getAddress(text);
  const epoch = await db().epoch.findUnique({ where: { n } });
  if (!epoch) return { ok: false, why: "no-epoch" };

  const leaves = await leavesOf(db(), n);
  const leaf = leaves.find((one) => one.address === address);
  const accounts = [memberOf(address), reviewOf(address)];
  const entries = await db().entry.findMany({
    where: {
      seq: { gte: epoch.firstSeq, lte: epoch.lastSeq },
      postings: { some: { account: { in: accounts } } },
    },
    include: { postings: { where: { account: { in: accounts } } } },
    orderBy: { seq: "asc" },
    take: mostEntries,
  });
  return {
    ok: true,
    address,
    cumulativeWei: leaf?.cumulativeWei ?? null,
    proof: leaf ? merkleTree(leaves).proofOf(leaf) : [],
    entries: entries.map((entry) => ({
      id: entry.id,
      kind: entry.kind,
      at: entry.at,
      reviewWei: sumOf(
        entry.postings
          .filter(({ account }) => account === reviewOf(address))
          .map((posting) => toWei(posting.amountWei)),
      ),
      grantedWei: sumOf(
        entry.postings
          .filter(({ account }) => account === memberOf(address))
          .map((posting) => toWei(posting.amountWei)),
      ),
    })),
  };
}
