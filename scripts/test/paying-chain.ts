// A test chain to be paid on: each transaction is mined at once, and further blocks and later times come only when a test asks.
import { Contract, NonceManager } from "ethers";
import { chainProvider } from "#app/lib/chain.server.ts";
import { distributorAbi, tokenAbi } from "#app/lib/chain.ts";
import { startTestChain } from "#scripts/test/chain.ts";

export type PayingChain = Awaited<ReturnType<typeof startPayingChain>>;

/** As `startTestChain`. */
export async function startPayingChain({ windowSeconds = 60 } = {}) {
  const { deployment, deployer, arbiter, newWallet, stop } = await startTestChain({ windowSeconds });
  const provider = chainProvider();
  await provider.send("evm_setIntervalMining", [0]);
  await provider.send("evm_setAutomine", [true]);
  const token = new Contract(deployment.token, tokenAbi, provider);
  const distributor = new Contract(deployment.distributor, distributorAbi, provider);
  const treasurer = new NonceManager(deployer);
  return {
    ...{ provider, token, distributor, arbiter, newWallet, stop },
    /** Mines `blocks` more, `seconds` apart. */
    async mine(blocks: number, seconds = 1): Promise<void> {
      await provider.send("anvil_mine", [`0x${blocks.toString(16)}`, `0x${seconds.toString(16)}`]);
    },
    /** Funds a campaign as its requester would. */
    async fund(campaignKey: string, wei: bigint): Promise<string> {
      treasurer.reset();
      const approval = await token.connect(treasurer).getFunction("approve")(deployment.distributor, wei);
      await approval.wait();
      const sent = await distributor.connect(treasurer).getFunction("fund")(campaignKey, wei);
      await sent.wait();
      return sent.hash;
    },
  };
}
