// Which device won the race of a model on an adapter, as this browser remembers it. Storage may be closed to us: then the race is
// run again.
import { z } from "zod";
import type { CatalogueModel, Device } from "#app/features/generation/models/catalogue.ts";
import type { Gpu } from "#workers/browser/protocol.ts";

type Raced = { model: Pick<CatalogueModel, "id" | "revision">; gpu: Gpu | null };

const winnerSchema = z.object({ device: z.enum(["webgpu", "wasm"]), at: z.number() });

/** Drivers and browsers change: what was faster then need not be so now. */
const keptMs = 30 * 24 * 60 * 60 * 1_000;

export function rememberedDevice(raced: Raced): Device | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(raced)) ?? "null");
    const winner = winnerSchema.safeParse(kept);
    return winner.success && Date.now() - winner.data.at < keptMs ? winner.data.device : null;
  } catch {
    return null;
  }
}

export function rememberDevice(raced: Raced, device: Device): void {
  try {
    localStorage.setItem(keyOf(raced), JSON.stringify({ device, at: Date.now() }));
  } catch {}
}

export function forgetDevice(raced: Raced): void {
  try {
    localStorage.removeItem(keyOf(raced));
  } catch {}
}

function keyOf({ model: { id, revision }, gpu }: Raced): string {
  return `praca device ${id} ${revision} ${gpu?.name ?? ""}`;
}
