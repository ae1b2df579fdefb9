// Why an answer does not fit its task. A schema's message is one of these codes where it has a better one than `invalid-answer`.
import type { z } from "zod";
import { textProblems } from "#app/features/campaigns/plain-text.ts";

export const misfits = [
  "invalid-answer",
  "wrong-kind",
  "sample-not-in-task",
  "sample-twice",
  "nothing-ranked",
  "samples-left-out",
  "unknown-dimension",
  "score-out-of-range",
  "nothing-rated",
  "unknown-label",
  "too-many-labels",
  "span-out-of-range",
  "span-label-not-chosen",
  "spans-not-asked",
  "empty",
  "too-long",
  ...textProblems,
  "edit-too-short",
] as const;
export type Misfit = (typeof misfits)[number];

/** The first problem that has a code of its own, else `invalid-answer`. */
export function misfitOf({ issues }: z.ZodError): Misfit {
  for (const { message } of issues) {
    const known = misfits.find((code) => code === message);
    if (known) return known;
  }
  return "invalid-answer";
}
