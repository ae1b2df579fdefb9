// The kind `edit`: a sample rewritten, or the prompt answered anew.
import { z } from "zod";
import { textProblem } from "#app/features/campaigns/plain-text.ts";

export const longestEdit = 16_000;

/** Isolates, too, show text in another order than it has; what somebody types holds none. */
const isolates = /[\u2066-\u2069]/;

export const editAnswerSchema = z.strictObject({
  text: z
    .string()
    .max(longestEdit, "too-long")
    .overwrite((text) => text.replace(/\r\n?/g, "\n").normalize("NFC").trim())
    .min(1, "empty")
    .superRefine((text, context) => {
      const problem = isolates.test(text) ? "bidi-control" : textProblem(text);
      if (problem) context.addIssue({ code: "custom", message: problem });
    }),
});
export type EditAnswer = z.infer<typeof editAnswerSchema>;
