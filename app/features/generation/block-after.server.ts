import { chainProvider } from "#app/lib/chain.server.ts";
import { invariant } from "#app/lib/invariant.ts";

/** The hash of the first block whose time is after `time`; null while the chain has none. Throws when the chain is away. */
export async function firstBlockAfter(time: Date): Promise<string | null> {
  const seconds = Math.floor(time.getTime() / 1_000);
  const latest = await blockAt("latest");
  if (latest.timestamp <= seconds) return null;

  // Times never go back along a chain, so the block is found by halving; it is nearly always among the last few.
  let after = latest;
  let before = Math.max(0, latest.number - 1);
  for (let reach = 1; before > 0 && (await blockAt(before)).timestamp > seconds; reach *= 2) {
    after = await blockAt(before);
    before = Math.max(0, before - reach);
  }
  while (after.number - before > 1) {
    const middle = await blockAt(Math.floor((before + after.number) / 2));
    if (middle.timestamp > seconds) after = middle;
    else before = middle.number;
  }
  return after.hash;
}

async function blockAt(tag: number | "latest"): Promise<{ number: number; timestamp: number; hash: string }> {
  const block = await chainProvider().getBlock(tag);
  invariant(block?.hash, "the chain knows its own blocks");
  return { number: block.number, timestamp: block.timestamp, hash: block.hash };
}
