import { z } from "zod";
import type { RateOptions } from "#app/features/campaigns/kind-options.ts";
import { type RateAnswer, rateAnswerSchema } from "#app/features/tasks/kinds/rate.ts";

const scoreSchema = z.union([z.number().int().min(1).max(10), z.literal("cannot-tell")]);
export type Score = z.infer<typeof scoreSchema>;

export const rateDraftSchema = z.object({ kind: z.literal("rate"), scores: z.record(z.string(), scoreSchema) });
export type RateDraft = z.infer<typeof rateDraftSchema>;

/** In an answer that was given, what is left out was "can't tell". */
export function rateDraft(given: unknown, { dimensions }: RateOptions): RateDraft {
  const { data } = rateAnswerSchema.safeParse(given);
  if (!data) return { kind: "rate", scores: {} };
  const scores = dimensions.map(({ id }) => [id, data.scores[id] ?? ("cannot-tell" as const)] as const);
  return { kind: "rate", scores: Object.fromEntries<Score>(scores) };
}

export function rateAnswer({ scores }: RateDraft): RateAnswer {
  const known = Object.entries(scores).filter((entry): entry is [string, number] => entry[1] !== "cannot-tell");
  return { scores: Object.fromEntries(known) };
}

/** The first dimension behind `index` that has no score, going round; null when all have one. */
export function nextUnrated({ scores }: RateDraft, { dimensions }: RateOptions, index: number): number | null {
  const order = dimensions.map((_, step) => (index + 1 + step) % dimensions.length);
  return order.find((place) => scores[dimensions[place]?.id ?? ""] === undefined) ?? null;
}
