// Between people's words and a model's tokens: the same in the browser and in Node, where one answer must give one text.
import type { PreTrainedTokenizer } from "@huggingface/transformers";
import { z } from "zod";
import type { Message } from "#app/features/campaigns/draft.ts";
import { beforeStop } from "#app/features/generation/engine/stop-strings.ts";

const tokenIdsSchema = z.array(z.number().int().nonnegative()).min(1);

export type PromptRefusal = "template-failed" | "prompt-too-long";

export type ReadPrompt = { ok: true; tokens: Array<number> } | { ok: false; why: PromptRefusal; message: string };

/** The prompt as the model's chat template writes it, up to where the answer begins. Throws where the template fails. */
export function promptTokens(tokenizer: PreTrainedTokenizer, messages: ReadonlyArray<Message>): Array<number> {
  const options = { add_generation_prompt: true, return_tensor: false, return_dict: false } as const;
  return tokenIdsSchema.parse(tokenizer.apply_chat_template([...messages], options));
}

/**
 * The prompt's tokens, if the model's template can write it (some refuse a system message, or two of one role in a row) and if
 * they leave room for an answer.
 * @param contextTokens how many tokens the model can hold
 */
export function readPrompt(
  tokenizer: PreTrainedTokenizer,
  { messages, contextTokens }: { messages: ReadonlyArray<Message>; contextTokens: number },
): ReadPrompt {
  let tokens: Array<number>;
  try {
    tokens = promptTokens(tokenizer, messages);
  } catch (error) {
    return { ok: false, why: "template-failed", message: error instanceof Error ? error.message : String(error) };
  }
  if (tokens.length < contextTokens) return { ok: true, tokens };
  return { ok: false, why: "prompt-too-long", message: `${tokens.length} of ${contextTokens} tokens` };
}

/** What tokens say, to the last space, without the tokens that only steer, and without U+0000, which no database keeps as text. */
export function plainText(tokenizer: PreTrainedTokenizer, tokenIds: ReadonlyArray<number>): string {
  const options = { skip_special_tokens: true, clean_up_tokenization_spaces: false };
  return tokenIds.length === 0 ? "" : tokenizer.decode([...tokenIds], options).replaceAll("\u0000", "");
}

/** The text of a row as it is kept and shown: what its tokens say before the first stop string, trimmed. */
export function rowText(
  tokenizer: PreTrainedTokenizer,
  tokenIds: ReadonlyArray<number>,
  stop: ReadonlyArray<string> = [],
): string {
  return beforeStop(plainText(tokenizer, tokenIds), stop).trim();
}
