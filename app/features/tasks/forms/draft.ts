// What somebody has begun to answer, for every kind: how a draft starts, and what it lacks to be an answer.
import { z } from "zod";
import {
  editOptionsSchema,
  preferOptionsSchema,
  rankOptionsSchema,
  rateOptionsSchema,
  type TaskKind,
} from "#app/features/campaigns/kind-options.ts";
import type { answerSchema } from "#app/features/tasks/api.ts";
import { editDraft, editDraftSchema } from "#app/features/tasks/forms/edit-draft.ts";
import { labelAnswer, labelDraft, labelDraftSchema } from "#app/features/tasks/forms/label-draft.ts";
import { hasStrength, preferDraft, preferDraftSchema } from "#app/features/tasks/forms/prefer-draft.ts";
import { rankAnswer, rankDraft, rankDraftSchema } from "#app/features/tasks/forms/rank-draft.ts";
import { rateAnswer, rateDraft, rateDraftSchema } from "#app/features/tasks/forms/rate-draft.ts";
import { longestEdit } from "#app/features/tasks/kinds/edit.ts";
import { editEffort } from "#app/features/tasks/kinds/edit-scorer.ts";
import { assertNever } from "#app/lib/invariant.ts";

export const draftSchema = z.discriminatedUnion("kind", [
  preferDraftSchema,
  rankDraftSchema,
  rateDraftSchema,
  labelDraftSchema,
  editDraftSchema,
]);
export type Draft = z.infer<typeof draftSchema>;
export type TaskAnswer = z.infer<typeof answerSchema>;

/** What a form is drawn from: a lease, or anything that looks like one. */
export type FormTask = {
  kind: TaskKind;
  options?: unknown;
  prompt: { messages: ReadonlyArray<{ role: "system" | "user" | "assistant"; content: string }> };
  samples: ReadonlyArray<{ id: string; text: string }>;
};

/** @param given the answer that is to be changed, null for a fresh one */
export function startDraft({ kind, options = {}, samples }: FormTask, given: unknown): Draft {
  switch (kind) {
    case "prefer":
      return preferDraft(given);
    case "rank":
      return rankDraft(given);
    case "rate":
      return rateDraft(given, rateOptionsSchema.parse(options));
    case "label":
      return labelDraft(given);
    case "edit":
      return editDraft(given, editOptionsSchema.parse(options), samples[0]?.text ?? "");
    default:
      return assertNever(kind);
  }
}

export type DraftProblem =
  | { code: "choose" | "rank-one" | "rank-all" | "rate-all" | "rate-one" | "label-one" | "edit-empty" | "edit-long" }
  | { code: "edit-effort"; count: number };
export type Finished = { ok: true; answer: TaskAnswer } | { ok: false; problem: DraftProblem };

/** The answer that a draft makes, or what it lacks. */
export function answerOf(draft: Draft, task: FormTask): Finished {
  const { options = {}, samples } = task;
  switch (draft.kind) {
    case "prefer": {
      if (!draft.choice) return lacks("choose");
      const isGraded = preferOptionsSchema.parse(options).strength && hasStrength(draft.choice);
      const strength = isGraded ? (draft.strength ?? undefined) : undefined;
      return { ok: true, answer: strength ? { choice: draft.choice, strength } : { choice: draft.choice } };
    }
    case "rank": {
      const placed = samples.filter(({ id }) => draft.places[id] !== undefined).length;
      if (placed === 0) return lacks("rank-one");
      if (placed < samples.length && !rankOptionsSchema.parse(options).partial) return lacks("rank-all");
      return {
        ok: true,
        answer: rankAnswer(
          draft,
          samples.map(({ id }) => id),
        ),
      };
    }
    case "rate": {
      const { dimensions } = rateOptionsSchema.parse(options);
      if (dimensions.some(({ id }) => draft.scores[id] === undefined)) return lacks("rate-all");
      const answer = rateAnswer(draft);
      return Object.keys(answer.scores).length > 0 ? { ok: true, answer } : lacks("rate-one");
    }
    case "label":
      return draft.labels.length > 0 ? { ok: true, answer: labelAnswer(draft) } : lacks("label-one");
    case "edit":
      return editAnswer(draft.text, task);
    default:
      return assertNever(draft);
  }
}

function editAnswer(text: string, { options = {}, samples }: FormTask): Finished {
  if (text.trim() === "") return lacks("edit-empty");
  if (text.length > longestEdit) return lacks("edit-long");
  const edit = editOptionsSchema.parse(options);
  const count = edit.minimumWords - editEffort(text, samples[0]?.text, edit);
  return count > 0
    ? { ok: false, problem: { code: "edit-effort", count } }
    : { ok: true, answer: { text: text.trim() } };
}

function lacks(code: Exclude<DraftProblem["code"], "edit-effort">): Finished {
  return { ok: false, problem: { code } };
}

/** Whether anything has been begun that is worth keeping. */
export function isBegun(draft: Draft, task: FormTask): boolean {
  return JSON.stringify(draft) !== JSON.stringify(startDraft(task, null));
}
