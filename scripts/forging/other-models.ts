// Models that a forger may run in place of the one asked for: made from the starter's own file.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { nodeSession } from "#app/features/generation/engine/node-model.server.ts";
import type { ModelSession } from "#app/features/generation/engine/ort-session.ts";
import { type SeededRandom, seededRandom } from "#app/lib/seeded-random.ts";
import { initializersOf, valuesOf, writeValues } from "#scripts/onnx-weights.ts";

const graphPath = "public/models/praca/starter/onnx/model.onnx";
/** An earlier stage of the starter's training, with the same tokenizer. */
const earlierCommit = "831bb93";
const weightsInBlock = 32;

/** null where the history is not at hand. */
export async function earlierStage(): Promise<ModelSession | null> {
  try {
    const shown = execFileSync("git", ["show", `${earlierCommit}:${graphPath}`], { maxBuffer: 64e6, stdio: "pipe" });
    return await nodeSession(shown);
  } catch {
    return null;
  }
}

/** As a short further training would: each weight moved by normal noise of the given part of its tensor's spread. */
export function movedWeights(part: number, seed: number): Promise<ModelSession> {
  const random = seededRandom(seed);
  return changed((values) => {
    const spread = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    return values.map((value) => value + part * spread * normal(random));
  });
}

/** The same weights rounded to so many bits, with a scale for each block of 32 (symmetric). */
export function quantised(bits: number): Promise<ModelSession> {
  const top = 2 ** (bits - 1) - 1;
  return changed((values) => {
    const rounded = new Float32Array(values.length);
    for (let from = 0; from < values.length; from += weightsInBlock) {
      const block = values.subarray(from, from + weightsInBlock);
      const scale = block.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / top || 1;
      for (const [index, value] of block.entries()) rounded[from + index] = Math.round(value / scale) * scale;
    }
    return rounded;
  });
}

/** Norms stay as they are: they are no matrices, and no quantisation rounds them. */
async function changed(change: (values: Float32Array) => Float32Array): Promise<ModelSession> {
  const file = new Uint8Array(readFileSync(graphPath));
  for (const tensor of initializersOf(file)) {
    if (tensor.dims.length === 2) writeValues(tensor, change(valuesOf(tensor)));
  }
  return nodeSession(file);
}

/** Box and Muller, 1958. */
function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.nextFloat())) * Math.cos(2 * Math.PI * random.nextFloat());
}
