// What every contender is asked for, in the browser and in Node.
import { z } from "zod";

/** Rows of one prompt, all of the same length: nobody stops early, but wllama where it is greedy. */
export const workload = z.object({
  text: z.string(),
  /** The prompt as the model's chat template writes it, as text and as tokens. */
  written: z.string(),
  promptTokens: z.array(z.number()),
  rows: z.number(),
  newTokens: z.number(),
  isGreedy: z.boolean(),
});
export type Workload = z.infer<typeof workload>;

/** What all that draw at random are told; a bare loop takes the best token. */
export const drawing = { temperature: 0.9, topK: 50 };

export const contextTokens = 512;
export const mostRows = 32;

/**
 * `ours`: the product's worker. `engine`: its decode loop without the worker's protocol. `stock`: transformers.js. `bare`:
 * onnxruntime-web in a loop.
 */
export const inBrowser = ["ours", "engine", "stock", "bare", "wllama"] as const;
export type ContenderName = (typeof inBrowser)[number];

/** `tokenIds` where the contender tells tokens, `texts` where it tells words only. */
export type Ran = { milliseconds: number; tokenIds?: Array<Array<number>>; texts?: Array<string> };

/** The drawing for our own loop, in the browser and in Node. */
export function paramsOf({ isGreedy, newTokens }: Pick<Workload, "isGreedy" | "newTokens">) {
  const { temperature, topK } = drawing;
  return { temperature, topK: isGreedy ? 1 : topK, topP: 1, repetitionPenalty: 1, maxNewTokens: newTokens };
}

export function seedsOf({ rows }: Pick<Workload, "rows">): Array<number> {
  return Array.from({ length: rows }, (_unused, row) => row + 1);
}
