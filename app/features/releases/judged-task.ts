import type { Message } from "#app/features/campaigns/draft.ts";
import type { PreferResult } from "#app/features/quality/prefer-posterior.ts";

export type JudgedSample = {
  id: string;
  text: string;
  address: string;
  seed: number;
  /** Model, revision, dtype, backend, parameters, as they were recorded. */
  provenance: Record<string, unknown>;
};

export type JudgedAnswer = { address: string; choice: PreferResult; isFlagged: boolean };

/** A closed `prefer` task with everything a release says of it. */
export type JudgedTask = {
  id: string;
  promptId: string;
  messages: Array<Message>;
  language: string;
  a: JudgedSample;
  b: JudgedSample;
  result: PreferResult | "undecided";
  probability: number;
  answers: Array<JudgedAnswer>;
};

/** Somebody reported its texts: no row is made of it. */
export function isFlagged(task: JudgedTask): boolean {
  return task.answers.some((answer) => answer.isFlagged);
}
