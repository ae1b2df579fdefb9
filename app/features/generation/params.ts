import { z } from "zod";

/** Bounds of what a campaign may ask of the sampler. */
export const samplingParamsSchema = z.strictObject({
  temperature: z.number().min(0).max(2),
  topP: z.number().gt(0).max(1),
  topK: z.number().int().min(0).max(1_000),
  repetitionPenalty: z.number().min(1).max(2),
  maxNewTokens: z.number().int().min(1).max(1_024),
});
