// The site under test, as the journeys reach it.
import { Contract, JsonRpcProvider } from "ethers";
import { tokenAbi } from "#app/lib/chain.ts";

export const origin = `http://localhost:${process.env.E2E_PORT}`;

let provider: JsonRpcProvider | null = null;

/** The chain, through the site's own door to it. */
export function chain(): JsonRpcProvider {
  provider ??= new JsonRpcProvider(`${origin}/rpc`, undefined, { staticNetwork: true, cacheTimeout: -1 });
  return provider;
}

export async function balanceOf(token: string, address: string): Promise<bigint> {
  return BigInt(await new Contract(token, tokenAbi, chain()).getFunction("balanceOf")(address));
}
