// The kind `rate`: a point on each dimension's scale, 1 the lowest. A dimension that is left out is "can't tell".
import { z } from "zod";

export const rateAnswerSchema = z.strictObject({
  scores: z
    .record(z.string().max(40), z.number("score-out-of-range").int("score-out-of-range"))
    .refine((scores) => Object.keys(scores).length > 0, { message: "nothing-rated" }),
});
export type RateAnswer = z.infer<typeof rateAnswerSchema>;
