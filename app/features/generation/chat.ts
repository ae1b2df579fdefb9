// Between people's words and a model's tokens: the same in the browser and in Node, where one answer must give one text.
import type { PreTrainedTokenizer } from "@huggingface/transformers";
import { z } from "zod";
import type { Message } from "#app/features/campaigns/draft.ts";

const tokenIdsSchema = z.array(z.number().int().nonnegative());

/** The prompt as the model's chat template writes it, up to where the answer begins. */
export function promptTokens(tokenizer: PreTrainedTokenizer, messages: ReadonlyArray<Message>): Array<number> {
  const options = { add_generation_prompt: true, return_tensor: false, return_dict: false } as const;
  return tokenIdsSchema.parse(tokenizer.apply_chat_template([...messages], options));
}

/** What a row of tokens says, without the tokens that only steer. */
export function textOf(tokenizer: PreTrainedTokenizer, tokenIds: ReadonlyArray<number>): string {
  const options = { skip_special_tokens: true, clean_up_tokenization_spaces: false };
  return tokenIds.length === 0 ? "" : tokenizer.decode([...tokenIds], options).trim();
}
