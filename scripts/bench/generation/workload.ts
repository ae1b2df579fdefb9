// What every contender is asked for, in the browser and in Node.
import { z } from "zod";

/** Rows of one prompt, all of the same length: nobody stops early. */
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

/** @see Workload.isGreedy for the other case; llama.cpp and transformers.js get the same two numbers */
export const drawing = { temperature: 0.9, topK: 50 };

export const contenders = ["ours", "engine", "stock", "bare", "bare without WebGPU", "wllama"] as const;
export type ContenderName = (typeof contenders)[number];

/** `texts`: what was written, where the contender tells words only; `tokenIds`: where it tells tokens. */
export const ran = z.object({
  milliseconds: z.number(),
  tokenIds: z.array(z.array(z.number())).optional(),
  texts: z.array(z.string()).optional(),
});
export type Ran = z.infer<typeof ran>;

/** The same for our own loop, in the browser and in Node. */
export function paramsOf({ isGreedy, newTokens }: Pick<Workload, "isGreedy" | "newTokens">) {
  const { temperature, topK } = drawing;
  return { temperature, topK: isGreedy ? 1 : topK, topP: 1, repetitionPenalty: 1, maxNewTokens: newTokens };
}

export function seedsOf({ rows }: Pick<Workload, "rows">): Array<number> {
  return Array.from({ length: rows }, (_unused, row) => row + 1);
}
