import { z } from "zod";
import { messagesSchema, modelNameSchema, paramsSchema } from "#app/features/campaigns/draft.ts";
import { generationRecipeSchema } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { idSchema, type Operation, weiSchema } from "#app/lib/http.ts";

/** Why a sample was not taken. */
export const sampleCodes = [
  "seed-not-leased",
  "text-mismatch",
  "too-long",
  "empty",
  "duplicate",
  "near-duplicate",
  "lease-expired",
  "replay-failed",
] as const;
export type SampleCode = (typeof sampleCodes)[number];

const uint32 = z.number().int().min(0).max(0xffffffff);

export const generationLeaseRequestSchema = z.strictObject({
  campaignId: idSchema,
  /** Ids of the models that the caller can run. */
  models: z.array(z.string().min(1).max(200)).min(1).max(32),
  prompts: z.number().int().min(1).max(8),
  candidates: z.number().int().min(1).max(32),
});
export type GenerationLeaseRequest = z.infer<typeof generationLeaseRequestSchema>;

export const generationLeaseSchema = z.object({
  id: idSchema,
  expiresAt: z.iso.datetime(),
  priceWei: weiSchema,
  prompt: z.object({ id: idSchema, language: z.string(), messages: messagesSchema }),
  /** The variant's of the recipe, as are the parameters: all slots of a lease are of one variant. */
  model: modelNameSchema,
  params: paramsSchema,
  /** What is asked at each step follows from it, the prompt and the slot: campaigns/generation-recipes/messages.ts. */
  recipe: generationRecipeSchema,
  /** How many steps a sample has at most; step k is drawn with `stepSeed(seed, k)`. */
  steps: z.number().int().positive(),
  seeds: z.array(uint32),
  /** The slot of each seed, in their order. */
  slots: z.array(z.number().int().nonnegative()),
});
export type GenerationLeaseView = z.infer<typeof generationLeaseSchema>;
export const generationLeasesSchema = z.object({ leases: z.array(generationLeaseSchema) });

/** No vocabulary is as large. */
const mostTokenId = 2 ** 20 - 1;

/** Text that a database takes: no U+0000 and no half of a surrogate pair. */
export function storableText(length: number) {
  return z
    .string()
    .max(length)
    .refine((text) => !/[\0\p{Surrogate}]/u.test(text), "no U+0000 and no lone surrogate");
}

const drawn = {
  tokenIds: z.array(z.number().int().min(0).max(mostTokenId)).max(4_096),
  finishReason: z.enum(["stop", "length"]),
  /** Of the drawn tokens, in nats, as this device had them. */
  logProbabilities: z.array(z.number().min(-1e6).max(0)).max(4_096).optional(),
  text: storableText(32_768),
};

const oneAToken = {
  holds: ({ tokenIds, logProbabilities }: { tokenIds: Array<number>; logProbabilities?: Array<number> | undefined }) =>
    logProbabilities === undefined || logProbabilities.length === tokenIds.length,
  says: { path: ["logProbabilities"], message: "one a token" },
};

export const drawnStepSchema = z.strictObject(drawn).refine(oneAToken.holds, oneAToken.says);
export type DrawnStep = z.infer<typeof drawnStepSchema>;

export const submittedSampleSchema = z
  .strictObject({
    ...drawn,
    seed: uint32,
    tokensPerSecond: z.number().nonnegative(),
    /** All steps of the recipe before the last, whose tokens are the sample's own. */
    steps: z.array(drawnStepSchema).max(15).optional(),
  })
  .refine(oneAToken.holds, oneAToken.says);
export type SubmittedSample = z.infer<typeof submittedSampleSchema>;

export const samplesRequestSchema = z.strictObject({
  leaseId: idSchema,
  backend: z.enum(["webgpu", "wasm", "node"]),
  dtype: storableText(20).min(1),
  device: storableText(200).optional(),
  samples: z.array(submittedSampleSchema).min(1).max(32),
});
export type SamplesRequest = z.infer<typeof samplesRequestSchema>;

export const sampleResultSchema = z.object({
  seed: uint32,
  sampleId: idSchema.optional(),
  /** `refused`: it was not taken at all; the others are states of the sample. */
  state: z.enum(["submitted", "accepted", "suspect", "rejected", "refused"]),
  code: z.enum(sampleCodes).optional(),
});
export type SampleResult = z.infer<typeof sampleResultSchema>;
export const samplesResultSchema = z.object({ results: z.array(sampleResultSchema) });

export const sampleStatesQuerySchema = z.strictObject({
  /** At most 100, with commas between. */
  ids: z
    .string()
    .transform((list) => list.split(",").filter(Boolean))
    .pipe(z.array(idSchema).min(1).max(100)),
});

const sampleStateSchema = z.object({
  sampleId: idSchema,
  state: z.enum(["submitted", "accepted", "suspect", "rejected"]),
  code: z.enum(sampleCodes).optional(),
});
export type SampleStateView = z.infer<typeof sampleStateSchema>;
export const sampleStatesSchema = z.object({ items: z.array(sampleStateSchema), nextCursor: z.null() });

export const catalogueModelSchema = z.object({
  id: z.string(),
  revision: z.string(),
  name: z.string(),
  licence: z.string(),
  licenceUrl: z.url(),
  languages: z.array(z.string()),
  parameters: z.number().int(),
  contextTokens: z.number().int(),
  sizeBytes: z.record(z.string(), z.number().int()),
  dtypes: z.object({ webgpu: z.string(), webgpuF16: z.string(), wasm: z.string() }),
});

export const operations: Array<Operation> = [
  {
    method: "post",
    path: "/api/v1/generation/lease",
    summary: "Lease prompts to generate for, with the seeds of their slots. What you hold already comes first.",
    request: generationLeaseRequestSchema,
    response: generationLeasesSchema,
    signIn: true,
    errors: ["own-campaign", "model-not-wanted", "campaign-not-live", "rate-limited"],
  },
  {
    method: "post",
    path: "/api/v1/generation/samples",
    summary: "Submit the samples of a lease. The same sending again gives the same answer.",
    request: samplesRequestSchema,
    response: samplesResultSchema,
    status: 201,
    signIn: true,
    errors: ["not-found", "dtype-mismatch", "rate-limited"],
  },
  {
    method: "get",
    path: "/api/v1/generation/samples",
    summary: "What became of samples of yours.",
    query: sampleStatesQuerySchema,
    response: sampleStatesSchema,
    signIn: true,
  },
  {
    method: "get",
    path: "/api/v1/models",
    summary: "The catalogue of models.",
    response: z.object({ items: z.array(catalogueModelSchema), nextCursor: z.null() }),
    signIn: false,
  },
];
