import { runMigrations } from "graphile-worker";
import { chainProvider } from "#app/lib/chain.server.ts";
import { db, pool } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { applyMigrations } from "#app/lib/migrations.server.ts";
import { deploy, requireChain } from "#scripts/prepare/chain.ts";
import { chainProblem } from "#scripts/prepare/chain-problem.ts";
import { requireDatabase } from "#scripts/prepare/database.ts";
import { giveToDemoPeople } from "#scripts/prepare/demo.ts";
import { isOwnChain } from "#scripts/prepare/settings.ts";
import { step } from "#scripts/start/lifetime.mjs";
import { Refusal } from "#scripts/start/refusal.mjs";

/**
 * Migrations, agreement of chain and database, contracts.
 * @returns whether the first story is still to be told
 */
export async function prepare(): Promise<boolean> {
  await step("Migrating the database", async () => {
    await requireDatabase(pool(), env().DATABASE_URL);
    await applyMigrations(pool()).catch((error: Error) => {
      throw new Refusal(error.message);
    });
    await runMigrations({ pgPool: pool() });
  });

  const chain = await requireChain(env().CHAIN_RPC_URL);
  const known = await db().deployment.findUnique({ where: { id: 1 } });
  if (known) {
    const hasCode = (await chainProvider().getCode(known.distributor)) !== "0x";
    const problem = chainProblem({ known, found: { ...chain, hasCode }, isOwn: isOwnChain() });
    if (problem) throw new Refusal(problem);
  } else {
    await step("Compiling and deploying the contracts", deploy);
  }

  if (!isOwnChain()) return false;
  await giveToDemoPeople();
  return (await db().campaign.count()) === 0;
}
