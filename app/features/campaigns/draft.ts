// The parts of a campaign's draft that pages and workers parse, too: models, sampling, prompts.
import { z } from "zod";

export const modelSchema = z.strictObject({
  id: z.string().min(1).max(200),
  revision: z.string().min(1).max(100),
  dtype: z.string().min(1).max(20),
});

export const paramsSchema = z.strictObject({
  temperature: z.number().min(0).max(2),
  topP: z.number().gt(0).max(1),
  topK: z.number().int().min(0).max(1_000),
  repetitionPenalty: z.number().min(1).max(2),
  maxNewTokens: z.number().int().min(1).max(1_024),
});

export const messageSchema = z.strictObject({
  role: z.enum(["system", "user", "assistant"]),
  content: z.string().min(1).max(32_000),
});
export const messagesSchema = z.array(messageSchema).min(1).max(64);
export type Message = z.infer<typeof messageSchema>;

export type PromptDraft = { messages: Array<Message>; language: string };
