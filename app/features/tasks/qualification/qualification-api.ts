import { z } from "zod";
import { messageSchema } from "#app/features/campaigns/draft.ts";
import { taskKinds } from "#app/features/campaigns/kind-options.ts";
import { idSchema, type Operation } from "#app/lib/http.ts";

const questionSchema = z.object({
  /** From 0: to be named by the answer. */
  number: z.number().int(),
  kind: z.enum(taskKinds),
  options: z.record(z.string(), z.unknown()),
  prompt: z.object({ messages: z.array(messageSchema) }),
  samples: z.array(z.object({ id: idSchema, text: z.string() })),
});
export type QualificationQuestion = z.infer<typeof questionSchema>;

const explainedSchema = questionSchema.extend({
  isRight: z.boolean(),
  given: z.unknown(),
  known: z.unknown(),
  explanation: z.string(),
});
export type ExplainedQuestion = z.infer<typeof explainedSchema>;

export const qualificationSchema = z.object({
  campaignId: idSchema,
  state: z.enum(["not-needed", "no-questions", "ready", "open", "passed", "failed"]),
  /** Of one attempt. */
  questions: z.number().int(),
  /** How many of them must be right. */
  pass: z.number().int(),
  correct: z.number().int(),
  retryAt: z.iso.datetime().nullable(),
  /** What is asked next, of an attempt that is open. */
  question: questionSchema.nullable(),
  /** What was answered in the latest attempt, each with what is known and why. */
  answered: z.array(explainedSchema),
  /** What else keeps you from this campaign's tasks. */
  gaps: z.array(z.enum(["agents", "language", "accepted", "accuracy"])),
});
export type QualificationView = z.infer<typeof qualificationSchema>;

export const questionAnswerSchema = z.strictObject({ number: z.number().int().min(0).max(19), answer: z.unknown() });

const signedIn = ["sign-in-required", "origin-mismatch", "not-found"];
const path = "/api/v1/campaigns/{id}/qualification";

export const operations: Array<Operation> = [
  {
    method: "get",
    path,
    summary: "Where you stand with a campaign's qualification",
    response: qualificationSchema,
    signIn: true,
    errors: ["sign-in-required", "not-found"],
  },
  {
    method: "post",
    path,
    summary: "Begin an attempt, or go on with the one that is open",
    response: qualificationSchema,
    signIn: true,
    errors: [...signedIn, "not-needed", "no-questions", "passed", "too-soon"],
  },
  {
    method: "post",
    path: `${path}/answers`,
    summary: "Answer the next question; what is known and why is told at once",
    request: questionAnswerSchema,
    response: qualificationSchema,
    signIn: true,
    errors: [...signedIn, "invalid-request", "invalid-answer", "not-the-next"],
  },
];

/** Why an attempt does not begin or go on, for programs. People read the catalogue. */
export const qualificationRefusals = {
  "not-needed": "This campaign asks for no qualification: lease its tasks.",
  "no-questions": "The requester has written no questions yet. Come back later.",
  passed: "You have passed: lease this campaign's tasks.",
  "too-soon": "An attempt failed within the last day: retryAt says when you may try again.",
  "not-the-next": "That is not the next question: read the qualification, it names it.",
};
