import { z } from "zod";
import { messageSchema } from "#app/features/campaigns/draft.ts";
import { taskKinds } from "#app/features/campaigns/kind-options.ts";
import { misfits } from "#app/features/tasks/kinds/codes.ts";
import { editAnswerSchema } from "#app/features/tasks/kinds/edit.ts";
import { labelAnswerSchema } from "#app/features/tasks/kinds/label.ts";
import { preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";
import { rankAnswerSchema } from "#app/features/tasks/kinds/rank.ts";
import { rateAnswerSchema } from "#app/features/tasks/kinds/rate.ts";
import { idSchema, type Operation, weiSchema } from "#app/lib/http.ts";

export const skipReasons = ["cannot-tell", "language", "unpleasant", "other"] as const;
export type SkipReason = (typeof skipReasons)[number];
export const flagReasons = ["harmful", "personal-data", "wrong-language", "broken", "other"] as const;
export type FlagReason = (typeof flagReasons)[number];

export const mostLeasesACall = 8;
export const mostOpenLeases = 16;
export const mostAnswersACall = 64;
/** No task is looked at for longer than a day. */
const longestDwellMs = 86_400_000;

export const leaseRequestSchema = z.strictObject({
  campaignId: idSchema.optional(),
  kinds: z.array(z.enum(taskKinds)).min(1).optional(),
  count: z.number().int().min(1).max(mostLeasesACall),
});

export const taskLeaseSchema = z.object({
  id: idSchema,
  taskId: idSchema,
  expiresAt: z.iso.datetime(),
  kind: z.enum(taskKinds),
  priceWei: weiSchema,
  campaignId: idSchema,
  guidelinesVersion: z.number().int(),
  prompt: z.object({ messages: z.array(messageSchema) }),
  samples: z.array(z.object({ id: idSchema, text: z.string() })),
  /** What the campaign asks of this kind: `kindOptionsSchemas[kind]` parses it. */
  options: z.record(z.string(), z.unknown()),
});
export type TaskLease = z.infer<typeof taskLeaseSchema>;

export const leaseResponseSchema = z.object({
  leases: z.array(taskLeaseSchema),
  /** Campaigns with tasks for you once their qualification is passed, at `/campaigns/:id/qualify`. */
  qualificationsNeeded: z.array(idSchema).optional(),
  retryAfterSeconds: z.number().optional(),
});

const flagSchema = z.enum(flagReasons).optional();
const givenSchema = z.strictObject({
  leaseId: idSchema,
  answer: z.unknown(),
  flag: flagSchema,
  /** How long the task was on view. */
  dwellMs: z.number().int().min(0).max(longestDwellMs).optional(),
});

/** An answer is parsed by itself, so that one that is malformed does not spoil the rest. */
export const answersRequestSchema = z.strictObject({
  answers: z.array(givenSchema).min(1).max(mostAnswersACall),
});
export type GivenAnswer = z.infer<typeof givenSchema>;

/** Each kind's answer has a field that no other has, so that an answer says its kind. */
export const answerSchema = z.union([
  preferAnswerSchema,
  rankAnswerSchema,
  rateAnswerSchema,
  labelAnswerSchema,
  editAnswerSchema,
]);

export const answerCodes = [...misfits, "unknown", "lease-expired", "lease-skipped", "task-closed"] as const;
export type AnswerCode = (typeof answerCodes)[number];

export const answerResultSchema = z.object({
  leaseId: idSchema,
  state: z.enum(["recorded", "already-recorded", "refused"]),
  code: z.enum(answerCodes).optional(),
});
export type AnswerResult = z.infer<typeof answerResultSchema>;
export const answersResponseSchema = z.object({ results: z.array(answerResultSchema) });

/** The answer is parsed by its task's kind, so that what is wrong with it has a code of its own. */
export const changeRequestSchema = z.strictObject({ answer: z.unknown(), flag: flagSchema });
export const skipRequestSchema = z.strictObject({ reason: z.enum(skipReasons) });
export const releaseRequestSchema = z.strictObject({ leaseIds: z.array(idSchema).min(1).max(mostAnswersACall) });
const extendResponseSchema = z.object({ id: idSchema, expiresAt: z.iso.datetime() });
const skipResponseSchema = z.object({ id: idSchema, state: z.literal("skipped") });

const signedIn = ["sign-in-required", "origin-mismatch", "invalid-request"];

export const operations: Array<Operation> = [
  {
    method: "post",
    path: "/api/v1/tasks/lease",
    summary: "Take tasks to judge, for a while",
    request: leaseRequestSchema,
    response: leaseResponseSchema,
    signIn: true,
    errors: signedIn,
  },
  {
    method: "post",
    path: "/api/v1/tasks/answers",
    summary: "Answer leased tasks; the same lease twice records the first",
    request: answersRequestSchema.extend({
      answers: z
        .array(givenSchema.extend({ answer: answerSchema }))
        .min(1)
        .max(mostAnswersACall),
    }),
    response: answersResponseSchema,
    signIn: true,
    errors: signedIn,
  },
  {
    method: "put",
    path: "/api/v1/tasks/answers/{leaseId}",
    summary: "Change an answer while its task is open",
    request: changeRequestSchema.extend({ answer: answerSchema }),
    response: answerResultSchema,
    signIn: true,
    errors: [...signedIn, "not-found", "task-closed", ...misfits],
  },
  {
    method: "post",
    path: "/api/v1/tasks/leases/{id}/extend",
    summary: "Hold a lease for longer",
    response: extendResponseSchema,
    signIn: true,
    errors: [...signedIn, "not-found", "lease-expired", "lease-too-long"],
  },
  {
    method: "post",
    path: "/api/v1/tasks/leases/{id}/skip",
    summary: "Give a task back unanswered, for good",
    request: skipRequestSchema,
    response: skipResponseSchema,
    signIn: true,
    errors: [...signedIn, "not-found", "lease-expired"],
  },
  {
    method: "post",
    path: "/api/v1/tasks/leases/release",
    summary: "Give unanswered tasks back, so that nobody waits for them; they may be leased again",
    request: releaseRequestSchema,
    status: 204,
    signIn: true,
    errors: signedIn,
  },
];
