import { z } from "zod";
import { preferResults } from "#app/features/quality/prefer-posterior.ts";
import { preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";

export const strengths = [1, 2, 3] as const;
export type Strength = (typeof strengths)[number];

export const preferDraftSchema = z.object({
  kind: z.literal("prefer"),
  choice: z.enum(preferResults).nullable(),
  strength: preferAnswerSchema.shape.strength.nullable(),
});
export type PreferDraft = z.infer<typeof preferDraftSchema>;

export function preferDraft(given: unknown): PreferDraft {
  const { data } = preferAnswerSchema.safeParse(given);
  return { kind: "prefer", choice: data?.choice ?? null, strength: data?.strength ?? null };
}

/** A strength belongs to a side: a tie has none. */
export function hasStrength(choice: PreferDraft["choice"]): boolean {
  return choice === "a" || choice === "b";
}
