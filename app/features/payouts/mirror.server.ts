// What one event of the distributor means for the ledger and the epochs. Seen twice, it changes nothing the second time.
import { noteFunding } from "#app/features/campaigns/change-state.server.ts";
import { appendEntry, balanceOf } from "#app/features/ledger/append.server.ts";
import { campaignAvailable } from "#app/features/ledger/entry.ts";
import { fundPostings } from "#app/features/ledger/pay.ts";
import { type DistributorEvent, eventArguments } from "#app/features/payouts/chain-events.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { assertNever } from "#app/lib/invariant.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import { log } from "#app/lib/log.server.ts";

export type ConfirmedEvent = {
  event: DistributorEvent;
  txHash: string;
  logIndex: number;
  /** which of its transaction's events it is: unlike the log's index it is the same in whatever block that lands */
  ordinal: number;
  blockNumber: number;
  blockHash: string;
  at: Date;
};

type Funded = Extract<DistributorEvent, { name: "Funded" }>;
type Proposed = Extract<DistributorEvent, { name: "Proposed" }>;

export async function mirrorEvent(tx: Transaction, confirmed: ConfirmedEvent): Promise<void> {
  const { event, txHash, logIndex, blockHash, at } = confirmed;
  const isClaim = event.name === "Claimed";
  const { count } = await tx.chainEvent.createMany({
    data: {
      txHash,
      logIndex,
      name: event.name,
      args: { ...eventArguments(event), ordinal: confirmed.ordinal },
      account: isClaim ? event.account : null,
      amountWei: isClaim || event.name === "Funded" ? event.amount.toString() : null,
      blockNumber: confirmed.blockNumber,
      blockHash,
      at,
    },
    skipDuplicates: true,
  });
  if (count === 0) return;

  switch (event.name) {
    case "Funded":
      return mirrorFunded(tx, event, fundRef(txHash, confirmed.ordinal));
    case "Proposed":
      return mirrorProposed(tx, event, confirmed);
    case "Rejected":
      await tx.epoch.updateMany({ where: { n: event.n, state: "proposed" }, data: { state: "rejected" } });
      return log.warn({ n: event.n, reason: event.reason }, "an epoch was rejected");
    case "Claimed":
      return;
    default:
      assertNever(event);
  }
}

async function mirrorFunded(tx: Transaction, event: Funded, ref: string): Promise<void> {
  const campaign = await tx.campaign.findUnique({ where: { key: event.campaignKey } });
  if (!campaign) return log.warn({ ref, campaignKey: event.campaignKey }, "funds came in for an unknown campaign");
  const { credited, lost } = await timesCredited(tx, ref);
  if (credited > lost) return;
  await noteFunding(tx, campaign.id);
  await appendEntry(tx, {
    kind: "fund",
    ref,
    idempotencyKey: credited === 0 ? `fund:${ref}` : `fund:${ref}:${credited}`,
    postings: fundPostings(campaign.id, event.amount),
  });
}

async function mirrorProposed(tx: Transaction, event: Proposed, confirmed: ConfirmedEvent): Promise<void> {
  const { count } = await tx.epoch.updateMany({
    where: { n: event.n, root: event.root, ledgerDigest: event.ledgerDigest, state: "closing" },
    data: {
      state: "proposed",
      proposedAt: confirmed.at,
      windowEndsAt: event.windowEndsAt,
      blockNumber: confirmed.blockNumber,
      txHash: confirmed.txHash,
    },
  });
  if (count === 0) return log.error({ n: event.n, root: event.root }, "the chain holds an epoch that is not ours");
  await addJob(tx, "draw-audits", { epochN: event.n }, { key: `draw-audits:${event.n}` });
}

type Taken = { txHash: string; ordinal: number; campaignKey: string; amountWei: bigint };

/**
 * A reorganisation took a funding away. What the campaign has not promised yet goes back; what it has stays credited,
 * since it was earned in good faith, and the contract's cap keeps it from being paid out of nothing.
 * The caller holds the ledger.
 */
export async function takeFundingBack(tx: Transaction, { txHash, ordinal, campaignKey, amountWei }: Taken) {
  const campaign = await tx.campaign.findUnique({ where: { key: campaignKey } });
  if (!campaign) return;
  const ref = fundRef(txHash, ordinal);
  const { credited, lost } = await timesCredited(tx, ref);
  if (credited <= lost) return;
  if ((await balanceOf(tx, campaignAvailable(campaign.id))) < amountWei) {
    return log.error({ ref, campaignId: campaign.id }, "a lost funding was promised already and stays credited");
  }
  const postings = fundPostings(campaign.id, amountWei).map(({ account, amountWei: wei }) => ({
    account,
    amountWei: -wei,
  }));
  const idempotencyKey = `lost:${ref}:${lost}`;
  await appendEntry(tx, { kind: "correct", ref, reason: "chain-reorganised", idempotencyKey, postings });
}

async function timesCredited(tx: Transaction, ref: string): Promise<{ credited: number; lost: number }> {
  const kinds = (await tx.entry.findMany({ where: { ref }, select: { kind: true } })).map(({ kind }) => kind);
  const countOf = (wanted: string) => kinds.filter((kind) => kind === wanted).length;
  return { credited: countOf("fund"), lost: countOf("correct") };
}

function fundRef(txHash: string, ordinal: number): string {
  return `${txHash}:${ordinal}`;
}
