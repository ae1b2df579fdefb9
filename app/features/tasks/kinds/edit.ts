// The kind `edit`: a sample rewritten, or the prompt answered anew.
import { z } from "zod";

export const longestEdit = 16_000;

/** Controls but for line feed and tab, halves of surrogate pairs: no text holds them, and the database takes none of them. */
const controls = /\p{Surrogate}|(?![\n\t])\p{Cc}/u;
/** Embeddings, overrides and isolates make a text read otherwise than it stands. Marks (U+200E, U+200F, U+061C) do not. */
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/u;

export const editAnswerSchema = z.strictObject({
  text: z
    .string()
    .max(longestEdit, "too-long")
    .overwrite((text) => text.replaceAll("\r\n", "\n").normalize("NFC").trim())
    .min(1, "empty")
    .refine((text) => !controls.test(text), { message: "control-characters" })
    .refine((text) => !bidiControls.test(text), { message: "bidi-controls" }),
});
export type EditAnswer = z.infer<typeof editAnswerSchema>;
