// A chain of its own for a file of server tests, with the contracts deployed and known to the database.
import { randomBytes } from "node:crypto";
import { HDNodeWallet, Mnemonic, Wallet } from "ethers";
import { chainProvider, closeChain } from "#app/lib/chain.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { startAnvil } from "#scripts/contracts/anvil.mjs";
import { type Deployment, deployContracts } from "#scripts/contracts/deploy.ts";

export type TestChain = {
  deployment: Deployment & { windowSeconds: number };
  /** Has the whole supply of tokens, and ether. */
  deployer: Wallet;
  arbiter: Wallet;
  /** A new address with ether. */
  newWallet: () => Promise<Wallet>;
  /** Makes blocks at once, instead of waiting for the clock's. */
  mine: (blocks?: number) => Promise<void>;
  /** The next block is so much later. */
  passTime: (seconds: number) => Promise<void>;
  stop: () => Promise<void>;
};

/** To be called in a file's `beforeAll`; its `afterAll` calls `stop`. */
export async function startTestChain({ windowSeconds = 60 } = {}): Promise<TestChain> {
  const mnemonic = Mnemonic.fromEntropy(randomBytes(16)).phrase;
  const rpcUrl = env().CHAIN_RPC_URL;
  const anvil = await startAnvil({ port: Number(new URL(rpcUrl).port), mnemonic });

  const [deployer, arbiter] = [account(mnemonic, 0), account(mnemonic, 2)];
  const proposer = new Wallet(env().PROPOSER_KEY ?? "").address;
  await giveEther(proposer);
  const deployed = await deployContracts({
    rpcUrl,
    deployerKey: deployer.privateKey,
    proposer,
    arbiter: arbiter.address,
    windowSeconds,
    supplyTo: deployer.address,
  });
  const deployment = { ...deployed, windowSeconds };
  await db().deployment.create({ data: { id: 1, ...deployment } });
  return {
    deployment,
    deployer,
    arbiter,
    newWallet: async () => {
      const wallet = new Wallet(Wallet.createRandom().privateKey, chainProvider());
      await giveEther(wallet.address);
      return wallet;
    },
    mine,
    passTime: async (seconds) => {
      await chainProvider().send("evm_increaseTime", [seconds]);
      await mine();
    },
    stop: async () => {
      closeChain();
      await anvil.stop();
    },
  };
}

function account(mnemonic: string, index: number): Wallet {
  const { privateKey } = HDNodeWallet.fromPhrase(mnemonic, undefined, `m/44'/60'/0'/0/${index}`);
  return new Wallet(privateKey, chainProvider());
}

async function giveEther(address: string): Promise<void> {
  await chainProvider().send("anvil_setBalance", [address, "0x56bc75e2d63100000"]);
}

async function mine(blocks = 1): Promise<void> {
  await chainProvider().send("anvil_mine", [`0x${blocks.toString(16)}`]);
}
