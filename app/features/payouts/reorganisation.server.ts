// The chain took blocks back that had been read. Confirmations make this rare; when it happens it is undone in the open.
import type { JsonRpcProvider } from "ethers";
import { z } from "zod";
import { lockLedger } from "#app/features/ledger/append.server.ts";
import type { Deployment } from "#app/features/payouts/deployment.server.ts";
import type { Cursor } from "#app/features/payouts/index-chain.server.ts";
import { takeFundingBack } from "#app/features/payouts/mirror.server.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { log } from "#app/lib/log.server.ts";
import { toWei } from "#app/lib/money.ts";
import type { ChainEvent } from "#prisma/generated/client.ts";

const fundedArguments = z.object({ campaignKey: z.string(), ordinal: z.number() });
const epochArguments = z.object({ n: z.number() });

/** Forgets what was read of blocks that are gone. @returns the cursor at the last block that both histories share */
export async function stepBack(provider: JsonRpcProvider, deployment: Deployment, cursor: Cursor): Promise<Cursor> {
  const common = await commonBlock(provider, deployment, cursor);
  log.warn({ from: Number(cursor.blockNumber), to: Number(common.blockNumber) }, "the chain was reorganised");

  return inTransaction(async (tx) => {
    await lockLedger(tx);
    await tx.$queryRaw`select 1 from "ChainCursor" where id = 1 for update`;
    const held = await tx.chainCursor.findUniqueOrThrow({ where: { id: 1 } });
    if (held.blockHash !== cursor.blockHash) return held;
    const gone = await tx.chainEvent.findMany({
      where: { blockNumber: { gt: common.blockNumber } },
      orderBy: [{ blockNumber: "desc" }, { logIndex: "desc" }],
    });
    for (const event of gone) await undo(tx, event);
    await tx.chainEvent.deleteMany({ where: { blockNumber: { gt: common.blockNumber } } });
    await tx.chainCursor.update({ where: { id: 1 }, data: common });
    return common;
  });
}

async function undo(tx: Transaction, event: ChainEvent): Promise<void> {
  if (event.name === "Funded" && event.amountWei) {
    const funded = fundedArguments.parse(event.args);
    await takeFundingBack(tx, { ...funded, txHash: event.txHash, amountWei: toWei(event.amountWei) });
  }
  if (event.name === "Proposed") {
    const unproposed = { state: "closing", proposedAt: null, windowEndsAt: null, blockNumber: null } as const;
    await tx.epoch.updateMany({ where: { n: epochArguments.parse(event.args).n }, data: unproposed });
  }
  if (event.name === "Rejected") {
    await tx.epoch.updateMany({ where: { n: epochArguments.parse(event.args).n }, data: { state: "proposed" } });
  }
}

/** The newest block with an event of ours that the chain still has; else the one before the contracts. */
async function commonBlock(provider: JsonRpcProvider, deployment: Deployment, cursor: Cursor): Promise<Cursor> {
  const blocks = await db().chainEvent.findMany({
    where: { blockNumber: { lt: cursor.blockNumber } },
    distinct: ["blockNumber"],
    orderBy: { blockNumber: "desc" },
    select: { blockNumber: true, blockHash: true },
  });
  for (const block of blocks) {
    const found = await provider.getBlock(Number(block.blockNumber));
    if (found?.hash === block.blockHash) return block;
  }
  const before = await provider.getBlock(Math.max(0, Number(deployment.deploymentBlock) - 1));
  if (!before?.hash) throw new Error("the chain no longer has the block before our contracts");
  return { blockNumber: BigInt(before.number), blockHash: before.hash };
}
