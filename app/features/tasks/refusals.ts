import type { Misfit } from "#app/features/tasks/kinds/codes.ts";

/** Why a lease or an answer stays as it is, for programs. People read the catalogue. */
export const leaseRefusals = {
  "lease-expired": "The lease has ended, so nothing was changed. Lease the next task.",
  "lease-too-long": "The lease was extended as often as it can be. Answer it, or skip it.",
  "task-closed": "The task is closed, so its answers can't be changed any more.",
};

/** What is wrong with an answer, and what to do about it. */
export const misfitMessages: Record<Misfit, string> = {
  "invalid-answer": "The answer does not have the form of its task's kind. /api/v1/openapi.json describes each.",
  "wrong-kind": "This is the answer of another kind of task. Look at the lease's kind.",
  "sample-not-in-task": "The answer names a sample that the task does not show. Use the lease's sample ids.",
  "sample-twice": "The answer names a sample twice. Give each one place.",
  "nothing-ranked": "The answer ranks no sample. Place one at least, or skip the task.",
  "samples-left-out": "This campaign wants every sample placed. Rank the others, too.",
  "unknown-dimension":
    "The answer scores a dimension that the campaign does not have. Use the ids of the lease's options.",
  "score-out-of-range":
    "A score is no point of its dimension's scale. The points are 1, 2, … up to the number of anchors.",
  "nothing-rated": "The answer scores nothing. Score one dimension at least, or skip the task.",
  "unknown-label": "The answer names a label that the campaign does not have. Use the ids of the lease's options.",
  "too-many-labels": "The answer has too many labels. Without `multiple` in the options, one is asked for.",
  "span-out-of-range": "A span lies outside of the sample's text, or ends before it starts.",
  "span-label-not-chosen": "A span has a label that the answer does not choose. Add it to `labels`.",
  "spans-not-asked": "This campaign asks for no spans. Leave them out.",
  empty: "There is nothing in it. Write an answer, or skip the task.",
  "too-long": "It is too long. Shorten it.",
  "control-characters": "The text holds control characters. Only line feeds and tabs may stand in it.",
  "broken-characters": "The text holds half of a character (a lone surrogate). Send well-formed Unicode.",
  "bidi-control":
    "The text holds characters that turn the direction of writing. Take U+202A to U+202E and U+2066 to U+2069 out.",
  "edit-too-short": "Too few words differ from what was shown. The options say how many are asked for.",
};
