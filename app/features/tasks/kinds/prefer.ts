// The kind `prefer`: which of two samples is better, whether they tie, or whether both are bad.
import { z } from "zod";
import { type PreferResult, preferResults } from "#app/features/quality/prefer-posterior.ts";

export const preferAnswerSchema = z.strictObject({
  choice: z.enum(preferResults),
  strength: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
});
export type PreferAnswer = z.infer<typeof preferAnswerSchema>;

const otherSide: Record<PreferResult, PreferResult> = { a: "b", b: "a", tie: "tie", bad: "bad" };

/** The same answer, as seen with the two sides exchanged. */
export function withSidesSwapped(answer: PreferAnswer): PreferAnswer {
  return { ...answer, choice: otherSide[answer.choice] };
}
