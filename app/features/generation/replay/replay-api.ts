// Verifying: a member runs another's sample through the model and says, of each token, which draws would have given it. Blind:
// neither the seed nor the contributor's own figures are shown.
import { z } from "zod";
import { messageSchema, modelSchema, paramsSchema } from "#app/features/campaigns/draft.ts";
import { storableText } from "#app/features/generation/api.ts";
import { idSchema, type Operation, weiSchema } from "#app/lib/http.ts";

/** Replays that one member may hold at once. */
export const mostReplays = 8;
const mostSteps = 16;
const mostTokens = 4_096;

export const replayLeaseRequestSchema = z.strictObject({
  /** Ids of the models that the caller can run. */
  models: z.array(z.string().min(1).max(200)).min(1).max(32),
  count: z.number().int().min(1).max(mostReplays),
});
export type ReplayLeaseRequest = z.infer<typeof replayLeaseRequestSchema>;

export const replayViewSchema = z.object({
  id: idSchema,
  expiresAt: z.iso.datetime(),
  priceWei: weiSchema,
  /** As the sample's record has it, with its card where the campaign brought the model; `backend` and `dtype` say which tolerance is meant. */
  model: modelSchema,
  backend: z.string(),
  /** Each of the recipe's steps: what was asked, what was drawn. */
  steps: z.array(
    z.object({
      messages: z.array(z.object({ role: messageSchema.shape.role, content: z.string() })),
      tokenIds: z.array(z.number().int().nonnegative()),
      finishReason: z.string(),
      params: paramsSchema,
    }),
  ),
});
export type ReplayView = z.infer<typeof replayViewSchema>;
export const replayLeasesSchema = z.object({ replays: z.array(replayViewSchema) });

const probability = z.number().min(0).max(1);

/** Of one token: the interval of points that draw it, as this device has it, and the widest that an honest one may have. */
export const stepMeasureSchema = z
  .strictObject({ low: probability, high: probability, wideLow: probability, wideHigh: probability })
  .refine(({ low, high, wideLow, wideHigh }) => low <= high && wideLow <= wideHigh, "not an interval");

const measuredReplaySchema = z.strictObject({
  id: idSchema,
  backend: z.enum(["webgpu", "wasm", "node"]),
  /** That of the sample: what other weights find says nothing of it. */
  dtype: z.string().min(1).max(20),
  /** Of each step a measure a token, and the text that its tokens say, cut and trimmed as samples are. */
  steps: z
    .array(z.strictObject({ measures: z.array(stepMeasureSchema).max(mostTokens), text: storableText(32_768) }))
    .min(1)
    .max(mostSteps),
});
export type MeasuredReplay = z.infer<typeof measuredReplaySchema>;

export const replaysRequestSchema = z.strictObject({ replays: z.array(measuredReplaySchema).min(1).max(mostReplays) });

export const replayCodes = ["not-found", "lease-expired", "measures-mismatch"] as const;

export const replayResultSchema = z.object({
  id: idSchema,
  state: z.enum(["recorded", "refused"]),
  code: z.enum(replayCodes).optional(),
});
export type ReplayResult = z.infer<typeof replayResultSchema>;
export const replaysResultSchema = z.object({ results: z.array(replayResultSchema) });

export const operations: Array<Operation> = [
  {
    method: "post",
    path: "/api/v1/generation/replays/lease",
    summary:
      "Lease samples of others to verify. What you hold already comes first, with the expiry that it had; who gets which is drawn by chance.",
    request: replayLeaseRequestSchema,
    response: replayLeasesSchema,
    signIn: true,
    errors: ["rate-limited", "disagrees-too-often"],
  },
  {
    method: "post",
    path: "/api/v1/generation/replays",
    summary:
      "Submit what you found, of each token the interval that draws it. The same sending again gives the same answer.",
    request: replaysRequestSchema,
    response: replaysResultSchema,
    signIn: true,
    errors: ["rate-limited"],
  },
];
