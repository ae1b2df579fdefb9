import { z } from "zod";

/** How a sample came about: all that is needed to draw it again. */
export const provenanceSchema = z.object({
  model: z.string(),
  revision: z.string(),
  dtype: z.string(),
  backend: z.string(),
  device: z.string().optional(),
  params: z.object({
    temperature: z.number(),
    topP: z.number(),
    topK: z.number(),
    repetitionPenalty: z.number(),
    maxNewTokens: z.number(),
  }),
  seed: z.number(),
});
