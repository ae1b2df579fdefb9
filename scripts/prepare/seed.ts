// Runs the story of prisma/seed.ts in a process of its own, then brings the local chain's clock to now.
import { chainProvider } from "#app/lib/chain.server.ts";
import { seed } from "#prisma/seed.ts";
import { leave } from "#scripts/prepare/leave.ts";
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
  await leave();
  process.disconnect?.();
}

async function bringClockToNow(): Promise<void> {
  const block = await chainProvider().getBlock("latest");
  const behind = Math.floor(Date.now() / 1000) - (block?.timestamp ?? 0);
  if (behind > 2) await chainProvider().send("evm_increaseTime", [behind]);
}
