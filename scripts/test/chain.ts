// A chain of its own for a file of server tests, where CHAIN_RPC_URL says, with the contracts on it. Each transaction is mined
// at once; further blocks and later times come only when a test asks for them.
import path from "node:path";
import { Contract, NonceManager, parseEther, Wallet } from "ethers";
import { chainProvider, closeChain } from "#app/lib/chain.server.ts";
import { distributorAbi, tokenAbi } from "#app/lib/chain.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { startAnvil } from "#scripts/contracts/anvil.mjs";
import { deployContracts } from "#scripts/contracts/deploy.ts";

const mnemonic = "test ".repeat(11).concat("junk");

export type TestChain = Awaited<ReturnType<typeof startTestChain>>;

/** Whoever starts it stops it. The token's supply is the deployer's. */
export async function startTestChain({ windowSeconds = 60 } = {}) {
  const anvil = await startAnvil({
    port: Number(new URL(env().CHAIN_RPC_URL).port),
    mnemonic,
    blockTimeSeconds: 3_600,
  });
  const provider = chainProvider();
  await provider.send("evm_setAutomine", [true]);

  const [deployer, arbiter] = [await newWallet(), await newWallet()];
  const proposer = new Wallet(env().PROPOSER_KEY ?? "", provider);
  await giveEther(proposer.address);
  const deployed = await deployContracts({
    rpcUrl: anvil.url,
    deployerKey: deployer.privateKey,
    proposer: proposer.address,
    arbiter: arbiter.address,
    windowSeconds,
    supplyTo: deployer.address,
    cacheDir: path.join(".praca", "cache", "contracts"),
  });
  await db().deployment.create({ data: { ...deployed, windowSeconds } });
  const token = new Contract(deployed.token, tokenAbi, provider);
  const distributor = new Contract(deployed.distributor, distributorAbi, provider);

  async function giveEther(address: string): Promise<void> {
    await provider.send("anvil_setBalance", [address, `0x${parseEther("10").toString(16)}`]);
  }

  async function newWallet(): Promise<Wallet> {
    const wallet = new Wallet(Wallet.createRandom().privateKey, provider);
    await giveEther(wallet.address);
    return wallet;
  }

  const treasurer = new NonceManager(deployer);
  return {
    ...{ provider, token, distributor, arbiter, deployment: deployed, newWallet },
    async stop(): Promise<void> {
      closeChain();
      await anvil.stop();
    },
    /** Mines `blocks` more, `seconds` apart. */
    async mine(blocks: number, seconds = 1): Promise<void> {
      await provider.send("anvil_mine", [`0x${blocks.toString(16)}`, `0x${seconds.toString(16)}`]);
    },
    /** Funds a campaign as its requester would. */
    async fund(campaignKey: string, wei: bigint): Promise<string> {
      treasurer.reset();
      const approval = await token.connect(treasurer).getFunction("approve")(deployed.distributor, wei);
      await approval.wait();
      const sent = await distributor.connect(treasurer).getFunction("fund")(campaignKey, wei);
      await sent.wait();
      return sent.hash;
    },
  };
}
