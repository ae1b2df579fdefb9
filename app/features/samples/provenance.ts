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
    stop: z.array(z.string()).optional(),
  }),
  seed: z.number(),
  /** Name of the recipe, and how often the model wrote for this sample. */
  recipe: z.string().default("plain/1"),
  steps: z.number().default(1),
  /** Hash of the block that drew it for a replay or not. */
  drawnBy: z.string().optional(),
});
