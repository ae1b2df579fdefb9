import { createHmac } from "node:crypto";
import { env } from "#app/lib/env.server.ts";

/**
 * The seeds (uint32) of a prompt's slots 0 … count − 1: an HMAC of the slot by a secret of the server, so that nobody knows a
 * seed before it is leased and a slot that is leased again has the same one. No two slots of a prompt share a seed.
 */
export function slotSeeds(promptId: string, count: number): Array<number> {
  const seeds: Array<number> = [];
  for (let slot = 0; slot < count; slot++) {
    let attempt = 0;
    while (seeds.length === slot) {
      const seed = slotSeed(attempt === 0 ? `${promptId}:${slot}` : `${promptId}:${slot}:${attempt}`);
      if (!seeds.includes(seed)) seeds.push(seed);
      attempt++;
    }
  }
  return seeds;
}

function slotSeed(name: string): number {
  return createHmac("sha256", env().SLOT_SECRET).update(name).digest().readUInt32BE(0);
}
