import { type EditOptions, editOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import { editAnswerSchema } from "#app/features/tasks/kinds/edit.ts";
import { scorerOf } from "#app/features/tasks/kinds/scorer.ts";
import { changedWords } from "#app/features/tasks/kinds/words.ts";

/** The only result of an edit: its text is never public. */
const edited = "edited";

/** Every edit that takes the effort asked for stands; there is no right one, so the least answers are enough. */
export const editScorer = scorerOf({
  method: "edits/1",
  schema: editAnswerSchema,
  options: editOptionsSchema,
  misfit: ({ text }, { texts, options }) =>
    editEffort(text, texts[0], options) < options.minimumWords ? "edit-too-short" : null,
  outcome: (answers) => ({ result: edited, probability: 1, detail: { edits: answers.length } }),
  agrees: () => true,
  matches: ({ text }, known, { texts: [before = ""] }) =>
    changedWords(text, known.text) <= changedWords(before, known.text) / 2,
  choice: () => edited,
});

/** Words that differ from what was shown; of an answer, all of them. */
export function editEffort(text: string, shown: string | undefined, { mode, minimumWords }: EditOptions): number {
  const before = mode === "rewrite" ? (shown ?? "") : "";
  return changedWords(before, text, Math.max(2, Math.ceil(minimumWords / 5)));
}
