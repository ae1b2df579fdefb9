import { Contract, EventLog, JsonRpcProvider } from "ethers";

export type ChainEpoch = { root: string; total: bigint; ledgerDigest: string };

const abi = [
  "event Proposed(uint256 indexed n, bytes32 root, uint256 total, bytes32 ledgerDigest, string uri, uint64 windowEndsAt)",
];

/** Every proposal up to epoch `last`, from the distributor's own events. */
export async function readChain(where: {
  rpcUrl: string;
  distributor: string;
  last: number;
}): Promise<{ chainId: bigint; epochs: Map<number, ChainEpoch> }> {
  const provider = new JsonRpcProvider(where.rpcUrl, undefined, { staticNetwork: true });
  const { chainId } = await provider.getNetwork();
  const distributor = new Contract(where.distributor, abi, provider);
  const epochs = new Map<number, ChainEpoch>();
  for (const event of await distributor.queryFilter("Proposed", 0)) {
    if (!(event instanceof EventLog)) continue;
    const [n, root, total, ledgerDigest] = event.args;
    if (Number(n) <= where.last) epochs.set(Number(n), { root, total, ledgerDigest });
  }
  provider.destroy();
  return { chainId, epochs };
}
