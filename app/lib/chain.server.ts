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
