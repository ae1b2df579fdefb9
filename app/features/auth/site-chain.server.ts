import type { SiteChain } from "#app/features/auth/site-chain.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { apiError } from "#app/lib/http.server.ts";
import { orDatabaseAway } from "#app/lib/http-failure.server.ts";

/** Null until the contracts are deployed and written down. */
export async function findSiteChain(): Promise<SiteChain | null> {
  const deployment = await orDatabaseAway(() => db().deployment.findUnique({ where: { id: 1 } }));
  if (!deployment) return null;
  const { chainId, token, distributor } = deployment;
  return { chainId, rpcUrl: env().PUBLIC_RPC_URL, token, distributor };
}

export async function getSiteChain(): Promise<SiteChain> {
  const chain = await findSiteChain();
  if (chain) return chain;
  throw apiError(503, "chain-not-ready", "The contracts are not deployed yet. Try again in a minute.");
}
