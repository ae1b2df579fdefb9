// The kind `label`: one label or several of the campaign's; where it asks for them, the places in the text.
import { z } from "zod";

const labelId = z.string().min(1).max(40);
/** `start` and `end` count UTF-16 units of the sample's text; `end` is behind the last. */
const spanSchema = z
  .strictObject({ start: z.number().int().min(0, "span-out-of-range"), end: z.number().int(), label: labelId })
  .refine(({ start, end }) => start < end, { message: "span-out-of-range" });
export type Span = z.infer<typeof spanSchema>;

export const labelAnswerSchema = z
  .strictObject({
    labels: z.array(labelId).min(1, "empty").max(50, "too-many-labels"),
    spans: z.array(spanSchema).max(200, "too-long").optional(),
  })
  .refine(({ labels }) => new Set(labels).size === labels.length, {
    path: ["labels"],
    message: "a label is named twice",
  });
export type LabelAnswer = z.infer<typeof labelAnswerSchema>;
