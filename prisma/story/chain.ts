// The story's dealings with the local chain: funding campaigns and letting an epoch's window pass.
import { Contract, type HDNodeWallet, NonceManager } from "ethers";
import { closeEpoch } from "#app/features/payouts/close-epoch.server.ts";
import { indexChain } from "#app/features/payouts/index-chain.server.ts";
import { proposeClosedEpoch } from "#app/features/payouts/propose.server.ts";
import { chainProvider } from "#app/lib/chain.server.ts";
import { distributorAbi, tokenAbi } from "#app/lib/chain.ts";
import { db } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import { until } from "#prisma/story/until.ts";

/** Funds campaigns by their keys, and waits until the ledger has noticed. */
export async function fundCampaigns(requester: HDNodeWallet, keys: ReadonlyArray<string>, wei: bigint): Promise<void> {
  const deployment = await db().deployment.findUniqueOrThrow({ where: { id: 1 } });
  const signer = new NonceManager(requester.connect(chainProvider()));
  const token = new Contract(deployment.token, tokenAbi, signer);
  const distributor = new Contract(deployment.distributor, distributorAbi, signer);
  await token.getFunction("approve")(deployment.distributor, wei * BigInt(keys.length));
  for (const key of keys) {
    const sent = await distributor.getFunction("fund")(key, wei);
    await sent.wait();
  }
  await until("the funding is in the ledger", async () => {
    await indexChain();
    return (await db().campaign.count({ where: { key: { in: [...keys] }, state: "draft" } })) === 0;
  });
}

/** The time of the chain's latest block: the story begins some minutes ago. */
export async function chainTime(): Promise<Date> {
  const block = await chainProvider().getBlock("latest");
  invariant(block, "a chain has a block");
  return new Date(block.timestamp * 1_000);
}

/** Closes an epoch, proposes it and moves the local chain's clock over its window. */
export async function runEpoch(): Promise<void> {
  const { windowSeconds } = await db().deployment.findUniqueOrThrow({ where: { id: 1 } });
  await until("an epoch is due", async () => (await closeEpoch(new Date())).ok);
  await proposeClosedEpoch();
  await until("the proposal is confirmed", async () => {
    await indexChain();
    return (await db().epoch.count({ where: { state: "closing" } })) === 0;
  });
  await chainProvider().send("evm_increaseTime", [windowSeconds]);
  await until("the window has passed", async () => {
    await indexChain();
    return (await db().epoch.count({ where: { state: "proposed" } })) === 0;
  });
}
