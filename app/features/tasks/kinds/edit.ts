// The kind `edit`: a sample rewritten, or the prompt answered anew.
import { z } from "zod";

export const longestEdit = 16_000;

export const editAnswerSchema = z.strictObject({ text: z.string().trim().min(1).max(longestEdit) });
export type EditAnswer = z.infer<typeof editAnswerSchema>;
