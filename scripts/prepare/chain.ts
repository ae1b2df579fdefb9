import path from "node:path";
import { Wallet } from "ethers";
import { z } from "zod";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { deployContracts } from "#scripts/contracts/deploy.ts";
import { deploymentSettings } from "#scripts/prepare/settings.ts";
import { Refusal } from "#scripts/start/refusal.mjs";

const answerSchema = z.object({ result: z.unknown() });
const blockSchema = z.object({ hash: z.string() });

/** One sentence when no chain answers, with what to set. */
export async function requireChain(rpcUrl: string): Promise<{ chainId: number; genesisHash: string }> {
  try {
    const [chainId, genesis] = await Promise.all([
      call(rpcUrl, "eth_chainId", []),
      call(rpcUrl, "eth_getBlockByNumber", ["0x0", false]),
    ]);
    return { chainId: Number(chainId), genesisHash: blockSchema.parse(genesis).hash };
  } catch (error) {
    const reason = error instanceof Error ? String(error.cause ?? error.message) : String(error);
    throw new Refusal(`The chain at ${rpcUrl} can't be reached (${reason}): set CHAIN_RPC_URL to one that can.`);
  }
}

async function call(rpcUrl: string, method: string, params: Array<unknown>): Promise<unknown> {
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(10_000),
  });
  return answerSchema.parse(await response.json()).result;
}

/** Puts the contracts on the chain and notes in the database that it belongs to them. */
export async function deploy(): Promise<void> {
  const { DEPLOYER_KEY, ARBITER_KEY, WINDOW_SECONDS } = deploymentSettings();
  const { PROPOSER_KEY, CHAIN_RPC_URL, PRACA_DIR } = env();
  if (!PROPOSER_KEY)
    throw new Refusal("The contracts are not deployed on this chain yet: set PROPOSER_KEY to deploy them.");

  const deployment = await deployContracts({
    rpcUrl: CHAIN_RPC_URL,
    deployerKey: DEPLOYER_KEY,
    proposer: new Wallet(PROPOSER_KEY).address,
    arbiter: new Wallet(ARBITER_KEY).address,
    windowSeconds: WINDOW_SECONDS,
    supplyTo: new Wallet(DEPLOYER_KEY).address,
    cacheDir: path.join(PRACA_DIR, "cache/contracts"),
  });
  await db().deployment.create({ data: { id: 1, ...deployment, windowSeconds: WINDOW_SECONDS } });
}
