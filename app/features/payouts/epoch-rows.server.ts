import type { Entry } from "#app/features/ledger/entry.ts";
import type { Leaf } from "#app/features/payouts/merkle.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { toWei } from "#app/lib/money.ts";

type Range = { firstSeq: bigint; lastSeq?: bigint };

/** The entries of an epoch as its file holds them, in the order in which they were appended. */
export async function listEntries(
  tx: Pick<Transaction, "entry">,
  { firstSeq, lastSeq }: Range,
): Promise<Array<Entry & { seq: bigint }>> {
  const rows = await tx.entry.findMany({
    where: { seq: { gte: firstSeq, ...(lastSeq === undefined ? {} : { lte: lastSeq }) } },
    orderBy: { seq: "asc" },
    include: { postings: { orderBy: { position: "asc" } } },
  });
  return rows.map(({ postings, ...entry }) => ({
    ...entry,
    postings: postings.map(({ account, amountWei }) => ({ account, amountWei: toWei(amountWei) })),
  }));
}

export async function leavesOf(tx: Pick<Transaction, "claimLeaf">, epochN: number): Promise<Array<Leaf>> {
  const rows = await tx.claimLeaf.findMany({ where: { epochN } });
  return rows.map(({ address, cumulativeWei }) => ({ address, cumulativeWei: toWei(cumulativeWei) }));
}
