import { readFile } from "node:fs/promises";
import type { PreTrainedTokenizer } from "@huggingface/transformers";
import { z } from "zod";
import { messagesSchema } from "#app/features/campaigns/draft.ts";
import { promptTokens } from "#app/features/generation/engine/chat.ts";

const lineSchema = z.object({ messages: messagesSchema });

/** The prompts held out of the starter's training, as tokens. */
export async function readPrompts(tokenizer: PreTrainedTokenizer): Promise<Array<Array<number>>> {
  const lines = (await readFile("scripts/starter-model/prompts.jsonl", "utf8")).trim().split("\n");
  return lines.map((line) => promptTokens(tokenizer, lineSchema.parse(JSON.parse(line)).messages));
}
