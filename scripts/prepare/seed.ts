// Runs the story of prisma/seed.ts in a process of its own, then brings the local chain's clock to now.
import { chainProvider, closeChain } from "#app/lib/chain.server.ts";
import { closeDatabase } from "#app/lib/db.server.ts";
import { seed } from "#prisma/seed.ts";
import { step } from "#scripts/start/lifetime.mjs";

// Four seconds by default, and the local chain makes a block a second.
chainProvider().pollingInterval = 250;

try {
  await step("Seeding a first story", seed);
  await bringClockToNow();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  closeChain();
  await closeDatabase();
  process.disconnect?.();
}

async function bringClockToNow(): Promise<void> {
  const block = await chainProvider().getBlock("latest");
  const behind = Math.floor(Date.now() / 1000) - (block?.timestamp ?? 0);
  if (behind > 2) await chainProvider().send("evm_increaseTime", [behind]);
}
