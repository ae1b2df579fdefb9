// The prompts of the measurement, from those that the starter model was judged by.
import { readFileSync } from "node:fs";
import type { PreTrainedTokenizer } from "@huggingface/transformers";
import { z } from "zod";
import { promptTokens } from "#app/features/generation/chat.ts";
import type { Workload } from "#scripts/bench/generation/workload.ts";

type Prompt = Pick<Workload, "text" | "written" | "promptTokens">;

const lineSchema = z.object({ messages: z.tuple([z.object({ content: z.string() })]) });

/** `short` of about 40 tokens, `long` of about 256, and some for the question whether all write the same. */
export type Prompts = { short: Prompt; long: Prompt; compared: Array<Prompt> };

const compared = 12;

export function benchPrompts(tokenizer: PreTrainedTokenizer): Prompts {
  const lines = readFileSync("scripts/starter-model/prompts.jsonl", "utf8").trim().split("\n");
  const texts = lines.map((line) => lineSchema.parse(JSON.parse(line)).messages[0].content);
  const ofAbout = (tokens: number, candidates: ReadonlyArray<string>) => closest(tokenizer, candidates, tokens);
  return {
    short: ofAbout(40, texts),
    long: ofAbout(256, texts.map((_text, count) => texts.slice(0, count + 1).join(" ")).slice(0, 60)),
    compared: texts
      .filter((_text, index) => index % Math.floor(texts.length / compared) === 0)
      .map((text) => prompt(tokenizer, text)),
  };
}

function closest(tokenizer: PreTrainedTokenizer, texts: ReadonlyArray<string>, tokens: number): Prompt {
  const found = texts.map((text) => prompt(tokenizer, text));
  const off = ({ promptTokens }: Prompt) => Math.abs(promptTokens.length - tokens);
  return found.reduce((best, next) => (off(next) < off(best) ? next : best));
}

function prompt(tokenizer: PreTrainedTokenizer, text: string): Prompt {
  const messages = [{ role: "user" as const, content: text }];
  const options = { add_generation_prompt: true, tokenize: false } as const;
  const written = z.string().parse(tokenizer.apply_chat_template(messages, options));
  return { text, written, promptTokens: promptTokens(tokenizer, messages) };
}
