// The kind `label`: one label or several of the campaign's; where it asks for them, the places in the text.
import { z } from "zod";

const labelId = z.string().min(1).max(40);
/** `start` and `end` count UTF-16 units of the sample's text; `end` is behind the last. */
const spanSchema = z
  .strictObject({ start: z.number().int().min(0), end: z.number().int().min(1), label: labelId })
  .refine(({ start, end }) => start < end, { message: "a span ends behind its start" });
export type Span = z.infer<typeof spanSchema>;

export const labelAnswerSchema = z
  .strictObject({ labels: z.array(labelId).min(1).max(50), spans: z.array(spanSchema).max(200).optional() })
  .refine(({ labels }) => new Set(labels).size === labels.length, {
    path: ["labels"],
    message: "a label is named twice",
  });
export type LabelAnswer = z.infer<typeof labelAnswerSchema>;
