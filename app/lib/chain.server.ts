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
  const answer = await askChain({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }, 2_000);
  return answer !== null;
}

/** One JSON-RPC request as it is. @returns the answer's text; null when there is none in time */
export async function askChain(body: unknown, timeoutMs = 10_000): Promise<string | null> {
  try {
    const headers = { "Content-Type": "application/json" };
    const signal = AbortSignal.timeout(timeoutMs);
    const asked = { method: "POST", headers, body: JSON.stringify(body), signal };
    const response = await fetch(env().CHAIN_RPC_URL, asked);
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
