// What a forger may hand in for a slot, one function a sort. Each is given honest samples and keeps their prompt, settings and seed:
// those are on record, whatever the text came from.
import { readFile } from "node:fs/promises";
import type { PreTrainedTokenizer } from "@huggingface/transformers";
import { plainText } from "#app/features/generation/engine/chat.ts";
import { invariant } from "#app/lib/invariant.ts";
import { type SeededRandom, seededRandom } from "#app/lib/seeded-random.ts";
import type { StudyModel, Written } from "#scripts/forging/draw.ts";
import { type Measured, measureAll } from "#scripts/forging/judged.ts";
import type { Kept } from "#scripts/forging/kept.ts";
import { fewestTokens } from "#scripts/forging/slots.ts";
import { listWriters, type Writer } from "#scripts/forging/writers.ts";

const mostOfSort = 320;
/** Slots that each forger who draws writes for; some of the texts come out too short for the study. */
const slotsOfWriter = 160;

type Study = {
  model: StudyModel;
  tokenizer: PreTrainedTokenizer;
  honest: ReadonlyArray<Written>;
  kept: Kept;
};
/** `same`: how many have the very tokens of the honest sample of their slot. */
export type Forgery = { name: string; same: number; measured: Array<Measured> };

/** Forgeries of every sort, measured; for slots of the half that tolerances are not learnt from, as far as they are drawn. */
export async function listForgeries({ model, tokenizer, honest, kept }: Study): Promise<Array<Forgery>> {
  const honestOf = new Map(honest.map((sample) => [keyOf(sample), sample.tokenIds.join()]));
  const editing = { tokenizer, endTokens: model.endTokens, prose: await readFile("docs/starter-model.md", "utf8") };
  const writers: Array<Writer> = [
    ...Object.entries(edits).map(([name, edit]) => ({ name, write: async () => editAll(honest, edit, editing) })),
    { name: "seeds swapped", write: async () => withOtherSeeds(honest) },
    ...(await listWriters(model)),
  ];
  const forgeries: Array<Forgery> = [];
  for (const { name, write } of writers) {
    const forge = async () => {
      const written = await write(honest.slice(-slotsOfWriter));
      const long = written.filter(({ tokenIds }) => tokenIds.length >= fewestTokens).slice(0, mostOfSort);
      const same = long.filter((sample) => honestOf.get(keyOf(sample)) === sample.tokenIds.join()).length;
      return { name, same, measured: await measureAll(model, long) };
    };
    forgeries.push(await kept(name, forge));
  }
  return forgeries;
}

function keyOf({ promptTokens, params, seed }: Written): string {
  return `${seed} ${promptTokens.join()} ${JSON.stringify(params)}`;
}

type Editing = { tokenizer: PreTrainedTokenizer; endTokens: ReadonlySet<number>; prose: string };

/** An edited text as tokens, null where the sample leaves nothing to edit. */
type Edit = (
  input: { honest: Written; other: Written; random: SeededRandom },
  editing: Editing,
) => Array<number> | null;

const edits: Readonly<Record<string, Edit>> = {
  "one word, the text encoded anew": oneWord,
  "one token, the others as they were": oneToken,
  "one sentence, the text encoded anew": oneSentence,
  "another prompt's sample": ({ other }) => other.tokenIds,
  "prose from elsewhere": prose,
};

function editAll(honest: ReadonlyArray<Written>, edit: Edit, editing: Editing): Array<Written> {
  const random = seededRandom(7);
  return honest.flatMap((sample) => {
    const other = otherThan(sample, honest, random);
    const tokenIds = edit({ honest: sample, other, random }, editing);
    const finishReason = editing.endTokens.has(tokenIds?.at(-1) ?? -1) ? "stop" : "length";
    return tokenIds ? [{ ...sample, tokenIds, finishReason }] : [];
  });
}

/** Each text handed in for a slot of the same prompt's settings but another seed. */
function withOtherSeeds(honest: ReadonlyArray<Written>): Array<Written> {
  const random = seededRandom(8);
  return honest.map((sample) => ({ ...sample, seed: random.nextUint32() }));
}

function otherThan(sample: Written, all: ReadonlyArray<Written>, random: SeededRandom): Written {
  // Of the same settings, so that only the prompt gives it away.
  const others = all.filter(
    ({ promptTokens, params }) =>
      promptTokens.join() !== sample.promptTokens.join() && params.temperature === sample.params.temperature,
  );
  return pick(others, random);
}

function oneWord({ honest, other, random }: Parameters<Edit>[0], editing: Editing): Array<number> | null {
  if (honest.finishReason !== "stop") return null;
  const words = plainText(editing.tokenizer, honest.tokenIds).split(" ");
  const place = Math.floor(random.nextFloat() * words.length);
  const word = pick(plainText(editing.tokenizer, other.tokenIds).split(" "), random);
  if (word === words[place]) return null;
  return encoded(words.with(place, word).join(" "), editing);
}

function oneToken({ honest, other, random }: Parameters<Edit>[0]): Array<number> | null {
  const place = Math.floor(random.nextFloat() * (honest.tokenIds.length - 1));
  const token = pick(other.tokenIds.slice(0, -1), random);
  return token === honest.tokenIds[place] ? null : honest.tokenIds.with(place, token);
}

function oneSentence({ honest, other, random }: Parameters<Edit>[0], editing: Editing): Array<number> | null {
  if (honest.finishReason !== "stop") return null;
  const sentences = sentencesOf(plainText(editing.tokenizer, honest.tokenIds));
  const place = Math.floor(random.nextFloat() * sentences.length);
  const sentence = pick(sentencesOf(plainText(editing.tokenizer, other.tokenIds)), random);
  return encoded(sentences.with(place, sentence).join(" "), editing);
}

function prose({ honest, random }: Parameters<Edit>[0], editing: Editing): Array<number> | null {
  const sentences = sentencesOf(editing.prose);
  const from = Math.floor(random.nextFloat() * (sentences.length - 12));
  const tokens = encoded(sentences.slice(from, from + 12).join(" "), editing);
  return tokens.slice(0, honest.tokenIds.length - 1).concat(tokens.at(-1) ?? 0);
}

function encoded(text: string, { tokenizer, endTokens }: Editing): Array<number> {
  return [...tokenizer.encode(text, { add_special_tokens: false }), ...endTokens];
}

function sentencesOf(text: string): Array<string> {
  return text.split(/(?<=[.!?]) +/);
}

function pick<Item>(items: ReadonlyArray<Item>, random: SeededRandom): Item {
  const item = items[Math.floor(random.nextFloat() * items.length)];
  invariant(item !== undefined, "there is something to pick from");
  return item;
}
