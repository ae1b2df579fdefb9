// The kind `rank`: two to eight samples in tiers, the best first. Ties share a tier; what is left out is not ranked; what is
// unacceptable lies below the line.
import { z } from "zod";
import { mostRanked } from "#app/features/campaigns/tasks-of-prompt.ts";
import { idSchema } from "#app/lib/http.ts";

const sampleIds = z.array(idSchema).max(mostRanked);

export const rankAnswerSchema = z
  .strictObject({
    tiers: z.array(sampleIds.min(1)).max(mostRanked),
    unacceptable: sampleIds.optional(),
  })
  .refine((answer) => new Set(named(answer)).size === named(answer).length, { message: "sample-twice" })
  .refine((answer) => named(answer).length > 0, { message: "nothing-ranked" });
export type RankAnswer = z.infer<typeof rankAnswerSchema>;

function named({
  tiers,
  unacceptable = [],
}: {
  tiers: Array<Array<string>>;
  unacceptable?: Array<string> | undefined;
}) {
  return [...tiers.flat(), ...unacceptable];
}
