import { z } from "zod";
import { idSchema, type Operation } from "#app/lib/http.ts";

export const modelRatingsQuerySchema = z.strictObject({ campaignId: idSchema.optional() });

const count = z.number().int().nonnegative();
const points = { rating: z.number(), low: z.number(), high: z.number() };
const share = z.object({ share: z.number(), low: z.number(), high: z.number(), votes: count });

const modelRatingsSchema = z.object({
  items: z.array(
    z.object({
      /** The contender's name: a model's id, with its recipe, revision or temperature where those were compared. */
      model: z.string(),
      ...points,
      votes: count,
      ...{ wins: count, ties: count, losses: count },
      modelId: z.string(),
      ...{ revision: z.string().nullable(), recipe: z.string().nullable(), temperature: z.string().nullable() },
      /** As if all texts were of one length and format. */
      alike: z.object(points),
      /** Ratings compare only within a group. */
      group: z.string(),
    }),
  ),
  nextCursor: z.null(),
  votes: count,
  bothBad: count,
  contributors: count,
  /** Answers that the ratings rest on, of how many there are. */
  answers: z.object({ drawn: count, total: count }),
  longerWins: share.nullable(),
  explainedByLength: z.boolean(),
});
export type ModelRatingsBody = z.infer<typeof modelRatingsSchema>;

export const operations: Array<Operation> = [
  {
    method: "get",
    path: "/api/v1/models/ratings",
    summary:
      "Which models people prefer, by closed tasks between different ones: Bradley–Terry ratings with 95 % intervals",
    query: modelRatingsQuerySchema,
    response: modelRatingsSchema,
    signIn: false,
    errors: ["invalid-request", "not-found"],
  },
];
