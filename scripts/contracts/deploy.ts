// Puts the token and the distributor on a chain.
import { ContractFactory, JsonRpcProvider, NonceManager, Wallet } from "ethers";
import { compileContracts } from "./compile.ts";

/** The whole supply: a hundred million PRACA. */
export const tokenSupplyWei = 100_000_000n * 10n ** 18n;

export type DeployOptions = {
  rpcUrl: string;
  deployerKey: string;
  proposer: string;
  arbiter: string;
  windowSeconds: number;
  /** who receives the whole supply */
  supplyTo: string;
  cacheDir?: string;
};

export type Deployment = {
  chainId: number;
  /** hash of block 0: a local chain that was reset has another */
  genesisHash: string;
  token: string;
  distributor: string;
  /** the block before which there is no event to read */
  deploymentBlock: number;
};

export async function deployContracts(options: DeployOptions): Promise<Deployment> {
  const { PracaToken, RewardDistributor } = await compileContracts(options.cacheDir);
  const provider = new JsonRpcProvider(options.rpcUrl, undefined, { pollingInterval: 250, cacheTimeout: -1 });
  try {
    const deployer = new NonceManager(new Wallet(options.deployerKey, provider));
    const [network, genesis] = await Promise.all([provider.getNetwork(), provider.getBlock(0)]);
    if (!genesis?.hash) throw new Error("the chain shows no first block");

    const tokenFactory = new ContractFactory(PracaToken.abi, PracaToken.bytecode, deployer);
    const token = await tokenFactory.deploy(options.supplyTo, tokenSupplyWei);
    const distributorFactory = new ContractFactory(RewardDistributor.abi, RewardDistributor.bytecode, deployer);
    const { proposer, arbiter, windowSeconds } = options;
    const distributor = await distributorFactory.deploy(await token.getAddress(), proposer, arbiter, windowSeconds);

    const receipts = [await receiptOf(token), await receiptOf(distributor)];
    return {
      chainId: Number(network.chainId),
      genesisHash: genesis.hash,
      token: await token.getAddress(),
      distributor: await distributor.getAddress(),
      deploymentBlock: Math.min(...receipts.map((receipt) => receipt.blockNumber)),
    };
  } finally {
    provider.destroy();
  }
}

type Deployed = Awaited<ReturnType<ContractFactory["deploy"]>>;

async function receiptOf(contract: Deployed) {
  const receipt = await contract.deploymentTransaction()?.wait();
  if (receipt?.status !== 1) throw new Error("a contract could not be deployed");
  return receipt;
}
