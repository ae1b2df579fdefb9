// Closes an epoch. One transaction under the ledger's lock fixes what belongs to it, its leaves, its root and its digest;
// files and proposal follow from these rows and can be made again after a crash at any point.
import { appendEntries, lockLedger } from "#app/features/ledger/append.server.ts";
import { memberOf } from "#app/features/ledger/entry.ts";
import { findLatestEpoch, hasNews, readCalendar } from "#app/features/payouts/calendar.server.ts";
import { isDue } from "#app/features/payouts/due.ts";
import { fileDigest, leavesAfter, ledgerFile } from "#app/features/payouts/epoch-file.ts";
import { leavesOf, listEntries } from "#app/features/payouts/epoch-rows.server.ts";
import { lapseDisputes } from "#app/features/payouts/lapse-disputes.server.ts";
import { freeUnpaid, matureEntries } from "#app/features/payouts/mature.server.ts";
import { type Leaf, merkleTree } from "#app/features/payouts/merkle.ts";
import { db, type Transaction } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import { sumOf, toWei } from "#app/lib/money.ts";
import type { Epoch } from "#prisma/generated/client.ts";

export type Closed = { ok: true; n: number } | { ok: false; why: "not-due" | "nothing-new" };

export async function closeEpoch(now: Date): Promise<Closed> {
  if (!isDue(await readCalendar(db()), now)) return { ok: false, why: "not-due" };
  if (!(await hasNews(db()))) return { ok: false, why: "nothing-new" };
  const closing = async (tx: Transaction): Promise<Closed> => {
    await lockLedger(tx);
    if (!isDue(await readCalendar(tx), now)) return { ok: false, why: "not-due" };
    return closeNow(tx, now);
  };
  // An epoch of many thousand members takes longer than any other transaction may.
  return db().$transaction(closing, { maxWait: 10_000, timeout: 300_000 });
}

async function closeNow(tx: Transaction, now: Date): Promise<Closed> {
  const latest = await findLatestEpoch(tx);
  if (latest) await appendClosing(tx, latest, now);

  const firstSeq = (latest?.lastSeq ?? 0n) + 1n;
  const entries = await listEntries(tx, { firstSeq });
  const lastSeq = entries.at(-1)?.seq ?? firstSeq - 1n;
  const leaves = leavesAfter(latest ? await leavesOf(tx, latest.n) : [], entries);
  await requireTruth(tx, leaves);

  const n = (latest?.n ?? 0) + 1;
  await tx.epoch.create({
    data: {
      n,
      firstSeq,
      lastSeq,
      entryCount: entries.length,
      root: merkleTree(leaves).root,
      totalWei: sumOf(leaves.map((leaf) => leaf.cumulativeWei)).toString(),
      ledgerDigest: fileDigest(ledgerFile(entries)),
      createdAt: now,
    },
  });
  await tx.$executeRaw`
    insert into "ClaimLeaf" ("epochN", address, "cumulativeWei")
    select ${n}::int, * from unnest(
      ${leaves.map(({ address }) => address)}::text[],
      ${leaves.map(({ cumulativeWei }) => cumulativeWei.toString())}::numeric[]
    )`;
  // What was drawn from the epoch before is judged until here.
  if (latest) await tx.epoch.update({ where: { n: latest.n }, data: { auditsEndedAt: now } });
  return { ok: true, n };
}

async function appendClosing(tx: Transaction, latest: Epoch, now: Date): Promise<void> {
  const lapsed = await lapseDisputes(tx, { closing: latest.n + 1, now });
  const freed = await freeUnpaid(tx, latest);
  await appendEntries(tx, [...(await matureEntries(tx, latest)), ...lapsed.entries, ...freed.entries]);
  for (const campaignId of new Set([...lapsed.campaignIds, ...freed.campaignIds])) {
    await addJob(tx, "open-prompts", { campaignId }, { key: `open-prompts:${campaignId}` });
  }
}

/** The leaves are what the balances say, and nobody has less than an accepted root promised. */
async function requireTruth(tx: Transaction, leaves: ReadonlyArray<Leaf>): Promise<void> {
  const held = await tx.balance.findMany({ where: { account: { startsWith: "member:" }, wei: { gt: 0 } } });
  const byAccount = new Map(held.map(({ account, wei }) => [account, toWei(wei)]));
  invariant(byAccount.size === leaves.length, "each member who was granted something has a leaf");
  for (const { address, cumulativeWei } of leaves) {
    invariant(byAccount.get(memberOf(address)) === cumulativeWei, `the leaf of ${address} is its balance`);
  }
  const accepted = await tx.epoch.findFirst({ where: { state: "accepted" }, orderBy: { n: "desc" } });
  const cumulative = new Map(leaves.map((leaf) => [leaf.address, leaf.cumulativeWei]));
  for (const { address, cumulativeWei } of accepted ? await leavesOf(tx, accepted.n) : []) {
    invariant((cumulative.get(address) ?? 0n) >= cumulativeWei, `the leaf of ${address} never decreases`);
  }
}
