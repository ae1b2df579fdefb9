// The parts of a campaign's draft that pages and workers parse, too: models, sampling, prompts.
import { z } from "zod";
import { problem } from "#app/features/campaigns/kind-options.ts";
import { modelCardSchema } from "#app/features/campaigns/model-card.ts";

/** Which model, to the commit. */
export const modelNameSchema = z.strictObject({
  id: z.string().min(1).max(200),
  revision: z.string().min(1).max(100),
  dtype: z.string().min(1).max(20),
});

/** A model that a campaign asks for; one that the site does not know brings its card. */
export const modelSchema = modelNameSchema
  .extend({ card: modelCardSchema.optional() })
  .superRefine(({ id, revision, card }, context) => {
    if (!card) return;
    const isOurs = id.startsWith("praca/");
    if (isOurs || !/^[\w.-]+\/[\w.-]+$/.test(id)) {
      context.addIssue({ code: "custom", path: ["id"], ...problem("hub-id", "owner/name, as the hub has it") });
    }
    // A branch may say something else tomorrow.
    if (!/^[0-9a-f]{40}$/.test(revision)) {
      context.addIssue({ code: "custom", path: ["revision"], ...problem("commit", "a whole commit of the hub") });
    }
  });
export type WantedModel = z.infer<typeof modelSchema>;

export const paramsSchema = z.strictObject({
  temperature: z.number().min(0).max(2),
  topP: z.number().gt(0).max(1),
  topK: z.number().int().min(0).max(1_000),
  repetitionPenalty: z.number().min(1).max(2),
  maxNewTokens: z.number().int().min(1).max(1_024),
  /** A sample ends where its text first says one of them. */
  stop: z.array(z.string().min(1).max(40)).max(4).optional(),
});

export const messageSchema = z.strictObject({
  role: z.enum(["system", "user", "assistant"]),
  content: z.string().min(1).max(32_000),
});
export const messagesSchema = z.array(messageSchema).min(1).max(64);
export type Message = z.infer<typeof messageSchema>;

export type PromptDraft = { messages: Array<Message>; language: string };
