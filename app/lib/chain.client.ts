import { JsonRpcProvider } from "ethers";

/** Reads the chain without our server's word. A relative address is the local trial's `/rpc`. */
export function publicProvider(rpcUrl: string, chainId: number): JsonRpcProvider {
  const url = new URL(rpcUrl, window.location.origin).href;
  return new JsonRpcProvider(url, chainId, { staticNetwork: true });
}
