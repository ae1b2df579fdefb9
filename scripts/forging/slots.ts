// The slots of the study: prompts held out of the starter's training, settings at which it writes long, seeds.
import type { SamplingParams } from "#app/features/generation/engine/sampler.ts";
import { seededRandom, shuffled } from "#app/lib/seeded-random.ts";

export type Slot = { promptTokens: ReadonlyArray<number>; params: SamplingParams; seed: number };

/** The fewest tokens of a sample in the study. */
export const fewestTokens = 64;

/** The starter ends early by itself; a repetition penalty holds its end token, which stands in every prompt, back. */
export const settings: ReadonlyArray<SamplingParams> = [
  { temperature: 0.6, topP: 1, topK: 0, repetitionPenalty: 1.6, maxNewTokens: 112 },
  { temperature: 0.9, topP: 0.95, topK: 50, repetitionPenalty: 1.6, maxNewTokens: 112 },
  { temperature: 0.8, topP: 0.95, topK: 40, repetitionPenalty: 2, maxNewTokens: 112 },
  { temperature: 1.2, topP: 0.9, topK: 100, repetitionPenalty: 1.5, maxNewTokens: 112 },
];

/** Endless batches of slots, the settings taking turns. */
export function* slotBatches(prompts: ReadonlyArray<ReadonlyArray<number>>, seed: number): Generator<Array<Slot>> {
  const random = seededRandom(seed);
  for (;;) {
    for (const params of settings) {
      const chosen = shuffled(prompts, random).slice(0, 12);
      yield chosen.flatMap((tokens) =>
        Array.from({ length: 4 }, () => ({ promptTokens: tokens, params, seed: random.nextUint32() })),
      );
    }
  }
}
