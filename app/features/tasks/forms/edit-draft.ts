import { z } from "zod";
import type { EditOptions } from "#app/features/campaigns/kind-options.ts";
import { editAnswerSchema } from "#app/features/tasks/kinds/edit.ts";

export const editDraftSchema = z.object({ kind: z.literal("edit"), text: z.string() });
export type EditDraft = z.infer<typeof editDraftSchema>;

/** A rewrite begins with the sample, an answer with nothing. */
export function editDraft(given: unknown, { mode }: EditOptions, sample: string): EditDraft {
  const { data } = editAnswerSchema.safeParse(given);
  return { kind: "edit", text: data?.text ?? (mode === "rewrite" ? editable(sample) : "") };
}

/** What no edit may hold, and nobody sees: controls but for line breaks and tabs, halves of pairs, what turns the order round. */
const refused = /\p{Surrogate}|(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/** A text as it can be edited: without what would be refused and could not be found by who writes. */
export function editable(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(refused, "");
}
