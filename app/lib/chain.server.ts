import { JsonRpcProvider } from "ethers";
import { env } from "#app/lib/env.server.ts";

declare global {
  var pracaProvider: JsonRpcProvider | undefined;
}

export function chainProvider(): JsonRpcProvider {
  globalThis.pracaProvider ??= new JsonRpcProvider(env().CHAIN_RPC_URL, undefined, { cacheTimeout: -1, polling: true });
  return globalThis.pracaProvider;
}

export function closeChain(): void {
  globalThis.pracaProvider?.destroy();
  globalThis.pracaProvider = undefined;
}

/** Does the chain answer at all? Asked before the provider is: that one waits for ever for a chain that is away. */
export async function chainAnswers(): Promise<boolean> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
  const headers = { "Content-Type": "application/json" };
  const asked = { method: "POST", headers, body, signal: AbortSignal.timeout(2_000) };
  return fetch(env().CHAIN_RPC_URL, asked).then(
    (response) => response.ok,
    () => false,
  );
}
