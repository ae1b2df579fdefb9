// Reads the distributor's events after enough confirmations, from a cursor. A range of blocks is one transaction: its events,
// what they mean and the cursor change together, so that a crash repeats a range or skips none.
import type { JsonRpcProvider, Log } from "ethers";
import { toDistributorEvent } from "#app/features/payouts/chain-events.ts";
import { type Deployment, findDeployment } from "#app/features/payouts/deployment.server.ts";
import { type ConfirmedEvent, mirrorEvent } from "#app/features/payouts/mirror.server.ts";
import { stepBack } from "#app/features/payouts/reorganisation.server.ts";
import { chainProvider } from "#app/lib/chain.server.ts";
import { db, inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";

const blocksARange = 2_000;

export type Cursor = { blockNumber: bigint; blockHash: string };
type Block = { number: number; hash: string; at: Date };

/** Brings the mirror up to the newest confirmed block. Safe to run twice at once. */
export async function indexChain(): Promise<void> {
  const deployment = await findDeployment();
  if (!deployment) return;
  const provider = chainProvider();
  let cursor = await startedCursor(provider, deployment);
  const confirmed = (await provider.getBlockNumber()) - env().CHAIN_CONFIRMATIONS;

  const known = await provider.getBlock(Number(cursor.blockNumber));
  if (known?.hash !== cursor.blockHash) cursor = await stepBack(provider, deployment, cursor);

  while (Number(cursor.blockNumber) < confirmed) {
    const from = Number(cursor.blockNumber) + 1;
    const to = Math.min(from + blocksARange - 1, confirmed);
    const next = await indexRange(provider, deployment, cursor, { from, to });
    if (!next) return;
    cursor = next;
  }
}

async function startedCursor(provider: JsonRpcProvider, deployment: Deployment): Promise<Cursor> {
  const found = await db().chainCursor.findUnique({ where: { id: 1 } });
  if (found) return found;
  const start = await blockAt(provider, Math.max(0, Number(deployment.deploymentBlock) - 1));
  await db().chainCursor.createMany({
    data: { blockNumber: start.number, blockHash: start.hash },
    skipDuplicates: true,
  });
  return db().chainCursor.findUniqueOrThrow({ where: { id: 1 } });
}

/** @returns the cursor after the range; null when another indexer was faster */
async function indexRange(
  provider: JsonRpcProvider,
  deployment: Deployment,
  cursor: Cursor,
  { from, to }: { from: number; to: number },
): Promise<Cursor | null> {
  const logs = await provider.getLogs({ address: deployment.distributor, fromBlock: from, toBlock: to });
  const blocks = await blocksOf(provider, [...logs.map((log) => log.blockNumber), to]);
  const events = toConfirmedEvents(logs, blocks);
  const last = blocks.get(to);
  if (!last) throw new Error(`block ${to} is missing`);

  return inTransaction(async (tx) => {
    if (!(await holdsCursor(tx, cursor))) return null;
    for (const event of events) await mirrorEvent(tx, event);
    await tx.epoch.updateMany({
      where: { state: "proposed", windowEndsAt: { lte: last.at } },
      data: { state: "accepted" },
    });
    const next = { blockNumber: BigInt(to), blockHash: last.hash };
    await tx.chainCursor.update({ where: { id: 1 }, data: next });
    return next;
  });
}

/** Locks the cursor; false when it is no longer where it was read. */
export async function holdsCursor(tx: Transaction, cursor: Cursor): Promise<boolean> {
  const [row] = await tx.$queryRaw<Array<{ blockHash: string }>>`
    select "blockHash" from "ChainCursor" where id = 1 for update`;
  return row?.blockHash === cursor.blockHash;
}

function toConfirmedEvents(logs: ReadonlyArray<Log>, blocks: ReadonlyMap<number, Block>): Array<ConfirmedEvent> {
  const seen = new Map<string, number>();
  return logs.flatMap((log) => {
    const block = blocks.get(log.blockNumber);
    if (block?.hash !== log.blockHash)
      throw new Error("the chain was reorganised while it was read: the next round reads on");
    const ordinal = seen.get(log.transactionHash) ?? 0;
    seen.set(log.transactionHash, ordinal + 1);
    const event = toDistributorEvent(log);
    if (!event) return [];
    const place = { txHash: log.transactionHash, logIndex: log.index, ordinal };
    return [{ event, ...place, blockNumber: block.number, blockHash: block.hash, at: block.at }];
  });
}

async function blocksOf(provider: JsonRpcProvider, numbers: ReadonlyArray<number>): Promise<Map<number, Block>> {
  const blocks = await Promise.all([...new Set(numbers)].map((number) => blockAt(provider, number)));
  return new Map(blocks.map((block) => [block.number, block]));
}

async function blockAt(provider: JsonRpcProvider, number: number): Promise<Block> {
  const block = await provider.getBlock(number);
  if (!block?.hash) throw new Error(`the chain shows no block ${number}`);
  return { number, hash: block.hash, at: new Date(block.timestamp * 1_000) };
}
