// The kind `rank`: two to eight samples in tiers, the best first. Ties share a tier; what is left out is not ranked; what is
// unacceptable lies below the line.
import { z } from "zod";
import { idSchema } from "#app/lib/http.ts";

export const mostRanked = 8;

const sampleIds = z.array(idSchema).min(1).max(mostRanked);

export const rankAnswerSchema = z
  .strictObject({
    tiers: z.array(sampleIds).max(mostRanked),
    unacceptable: sampleIds.or(z.array(idSchema).length(0)).optional(),
  })
  .refine(
    ({ tiers, unacceptable = [] }) =>
      new Set([...tiers.flat(), ...unacceptable]).size === tiers.flat().length + unacceptable.length,
    {
      message: "a sample is named twice",
    },
  )
  .refine(({ tiers, unacceptable = [] }) => tiers.flat().length + unacceptable.length > 0, {
    message: "nothing is ranked",
  });
export type RankAnswer = z.infer<typeof rankAnswerSchema>;
