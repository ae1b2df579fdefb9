// Between the start of the database and the chain and the start of the site: migrations, agreement of the two, contracts.
// Run by scripts/start.mjs, which it tells whether the first story is still to be seeded.
import { runMigrations } from "graphile-worker";
import { chainProvider, closeChain } from "#app/lib/chain.server.ts";
import { closeDatabase, db, pool } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { applyMigrations } from "#app/lib/migrations.server.ts";
import { deploy, requireChain } from "#scripts/prepare/chain.ts";
import { chainProblem } from "#scripts/prepare/chain-problem.ts";
import { requireDatabase } from "#scripts/prepare/database.ts";
import { giveToDemoPeople } from "#scripts/prepare/demo.ts";
import { isOwnChain } from "#scripts/prepare/settings.ts";
import { step } from "#scripts/start/lifetime.mjs";
import { Refusal } from "#scripts/start/refusal.mjs";

async function prepare(): Promise<void> {
  await step("Migrating the database", async () => {
    await requireDatabase(pool(), env().DATABASE_URL);
    await applyMigrations(pool());
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

  if (!isOwnChain()) return;
  await giveToDemoPeople();
  if ((await db().campaign.count()) === 0) process.send?.("needs-seed");
}

try {
  await prepare();
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
} finally {
  closeChain();
  await closeDatabase();
  process.disconnect?.();
}
