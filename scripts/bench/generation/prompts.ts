// The prompts of the measurement, from those that the starter model was judged by.
import { readFileSync } from "node:fs";
import type { PreTrainedTokenizer } from "@huggingface/transformers";
import { z } from "zod";
import { promptTokens } from "#app/features/generation/engine/chat.ts";
import type { Workload } from "#scripts/bench/generation/workload.ts";

type Prompt = Pick<Workload, "text" | "written" | "promptTokens">;

const lineSchema = z.object({ messages: z.tuple([z.object({ content: z.string() })]) });

/** `short` of about 40 tokens, `long` of about 256, and some for the question whether all write the same. */
export type Prompts = { short: Prompt; long: Prompt; compared: Array<Prompt> };

const compared = 12;

export function benchPrompts(tokenizer: PreTrainedTokenizer): Prompts {
  const lines = readFileSync("scripts/starter-model/prompts.jsonl", "utf8").trim().split("\n");
  const texts = lines.map((line) => lineSchema.parse(JSON.parse(line)).messages[0].content);
  const runs = runsOf(texts);
  return {
    short: closest(tokenizer, runs, 40),
    long: closest(tokenizer, runs, 256),
    compared: texts
      .filter((_text, index) => index % Math.floor(texts.length / compared) === 0)
      .map((text) => prompt(tokenizer, text)),
  };
}

/** Up to twenty that stand one after the other, as one prompt. */
function runsOf(texts: ReadonlyArray<string>): Array<string> {
  const most = 20;
  return Array.from({ length: most * most }, (_unused, index) => {
    const start = Math.floor(index / most);
    return texts.slice(start, start + 1 + (index % most)).join(" ");
  });
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
