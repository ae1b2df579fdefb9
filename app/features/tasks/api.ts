import { z } from "zod";
import { messageSchema } from "#app/features/campaigns/draft.ts";
import { preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";
import { idSchema, type Operation, weiSchema } from "#app/lib/http.ts";

export const taskKinds = ["prefer"] as const;
export const skipReasons = ["cannot-tell", "language", "unpleasant", "other"] as const;
export type SkipReason = (typeof skipReasons)[number];
export const flagReasons = ["harmful", "personal-data", "broken-text", "other"] as const;
export type FlagReason = (typeof flagReasons)[number];

export const mostLeasesACall = 8;
export const mostOpenLeases = 16;
export const mostAnswersACall = 64;

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
});
export type TaskLease = z.infer<typeof taskLeaseSchema>;

export const leaseResponseSchema = z.object({
  leases: z.array(taskLeaseSchema),
  retryAfterSeconds: z.number().optional(),
});

const flagSchema = z.enum(flagReasons).optional();

/** An answer is parsed by itself, so that one that is malformed does not spoil the rest. */
export const answersRequestSchema = z.strictObject({
  answers: z
    .array(z.strictObject({ leaseId: idSchema, answer: z.unknown(), flag: flagSchema }))
    .min(1)
    .max(mostAnswersACall),
});

export const answerSchema = z.union([preferAnswerSchema]);

export const answerCodes = ["invalid-answer", "unknown", "lease-expired", "lease-skipped", "task-closed"] as const;
export type AnswerCode = (typeof answerCodes)[number];

export const answerResultSchema = z.object({
  leaseId: idSchema,
  state: z.enum(["recorded", "already-recorded", "refused"]),
  code: z.enum(answerCodes).optional(),
});
export type AnswerResult = z.infer<typeof answerResultSchema>;
export const answersResponseSchema = z.object({ results: z.array(answerResultSchema) });

export const changeRequestSchema = z.strictObject({ answer: answerSchema, flag: flagSchema });
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
      answers: z.array(z.strictObject({ leaseId: idSchema, answer: answerSchema, flag: flagSchema })),
    }),
    response: answersResponseSchema,
    signIn: true,
    errors: signedIn,
  },
  {
    method: "put",
    path: "/api/v1/tasks/answers/{leaseId}",
    summary: "Change an answer while its task is open",
    request: changeRequestSchema,
    response: answerResultSchema,
    signIn: true,
    errors: [...signedIn, "not-found", "task-closed"],
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
