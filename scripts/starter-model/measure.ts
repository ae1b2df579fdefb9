/**
 * Measures the starter model on the prompts held out of its training and prints a table in Markdown.
 * Usage: npx tsx scripts/starter-model/measure.ts [samples a prompt] [temperature] [--show]
 */
import { z } from "zod";
import { invariant } from "#app/lib/invariant.ts";
import { drawSamples } from "./drawn.ts";
import { isRight, isWellFormed } from "./judged.ts";
import { loadStarter, readKnownWords, readPrompts } from "./starter.ts";

const idsSchema = z.array(z.number());
const maxTokens = 96;

type Tally = {
  samples: number;
  wellFormed: number;
  right: number;
  distinct: number;
  mixed: number;
  tokens: number;
  prompts: number;
};

/** A seeded stream of numbers in [0, 1): mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function percent(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`;
}

function row(name: string, tally: Tally): string {
  const cells = [
    name,
    tally.prompts,
    percent(tally.wellFormed, tally.samples),
    percent(tally.right, tally.samples),
    (tally.distinct / tally.prompts).toFixed(1),
    percent(tally.mixed, tally.prompts),
    (tally.tokens / tally.samples).toFixed(1),
  ];
  return `| ${cells.join(" | ")} |`;
}

async function main(args: ReadonlyArray<string>): Promise<void> {
  const [rows = 8, temperature = 0.9] = args.filter((arg) => !arg.startsWith("--")).map(Number);
  const { session, shape, tokenizer } = await loadStarter();
  const known = await readKnownWords();
  const tallies = new Map<string, Tally>();

  for (const [index, prompt] of (await readPrompts()).entries()) {
    const asked = prompt.messages[0];
    const vocabulary = known.get(prompt.language);
    invariant(asked && vocabulary, "a prompt has a message and a language that the corpus knows");
    const template = { add_generation_prompt: true, return_tensor: false, return_dict: false };
    const promptIds = idsSchema.parse(tokenizer.apply_chat_template(prompt.messages, template));
    const draws = await drawSamples(session, shape, promptIds, {
      rows,
      temperature,
      maxTokens,
      random: randomFrom(index),
    });

    const texts = draws.map((draw) => tokenizer.decode(draw.ids, { skip_special_tokens: true }));
    const formed = texts.map((text, i) => isWellFormed(text, draws[i]?.hasEnded ?? false, vocabulary, asked.content));
    const right = texts.map((text) => isRight(text, prompt.right));
    if (args.includes("--show")) {
      console.log(`\n${prompt.family} ${prompt.language}: ${asked.content}`);
      for (const [i, text] of texts.entries()) console.log(`  ${formed[i] ? "f" : "-"}${right[i] ? "r" : "-"} ${text}`);
    }
    for (const name of [prompt.family, prompt.language, "all"]) {
      const none = { samples: 0, wellFormed: 0, right: 0, distinct: 0, mixed: 0, tokens: 0, prompts: 0 };
      const tally = tallies.get(name) ?? none;
      tally.prompts += 1;
      tally.samples += texts.length;
      tally.wellFormed += formed.filter(Boolean).length;
      tally.right += right.filter(Boolean).length;
      tally.distinct += new Set(texts).size;
      tally.mixed += new Set(right).size === 2 ? 1 : 0;
      tally.tokens += draws.reduce((sum, draw) => sum + draw.ids.length, 0);
      tallies.set(name, tally);
    }
  }

  console.log(`\n${rows} samples a prompt, temperature ${temperature}\n`);
  console.log(
    "| | prompts | well-formed | right | different of each prompt's samples | prompts with right and wrong samples | tokens a sample |",
  );
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  for (const [name, tally] of tallies) console.log(row(name, tally));
}

await main(process.argv.slice(2));
