// What can be said of a sample without drawing it again.
import type { Message } from "#app/features/campaigns/draft.ts";
import { nextMessages, writtenText } from "#app/features/campaigns/generation-recipes/messages.ts";
import { type GenerationRecipe, stepCount } from "#app/features/campaigns/generation-recipes/recipe.ts";
import type { DrawnStep, SampleCode, SubmittedSample } from "#app/features/generation/api.ts";
import { tokenLimit } from "#app/features/generation/engine/decode.ts";
import type { SamplingParams } from "#app/features/generation/engine/sampler.ts";
import { beforeStop, stoppingStep } from "#app/features/generation/engine/stop-strings.ts";

/** A model whose tokens the server can read. */
export type TokenReader = {
  endTokens: ReadonlySet<number>;
  contextTokens: number;
  /** Token ids are below it. */
  vocabulary: number;
  /** The prompt's tokens; null where the model can't be given it. */
  promptTokens: (messages: ReadonlyArray<Message>) => ReadonlyArray<number> | null;
  /** What tokens say, neither cut nor trimmed. */
  textOf: (tokenIds: ReadonlyArray<number>) => string;
};

/** What the server knows of the lease and, where it holds the model, of its tokens. */
export type SampleRule = {
  /** Slots by their seed. */
  slots: ReadonlyMap<number, number>;
  recipe: GenerationRecipe;
  prompt: { id: string; language: string; messages: ReadonlyArray<Message> };
  /** The variant's of the recipe. */
  params: SamplingParams;
  /** Null where the server does not hold the model. */
  reader: TokenReader | null;
};

/** Mistakes for which a sample is not taken at all: nothing is stored, and the seed may be sent again. */
export function sampleRefusal(sample: SubmittedSample, rule: SampleRule): SampleCode | null {
  const slot = rule.slots.get(sample.seed);
  if (slot === undefined) return "seed-not-leased";
  const steps = sample.steps ?? [];
  if (steps.length >= stepCount(rule.recipe)) return "text-mismatch";
  return rule.reader ? refusalOfTokens(sample, { ...rule, slot, reader: rule.reader }) : refusalUnread(sample, rule);
}

/** Without the model's tokenizer: lengths, and the number of steps. */
function refusalUnread(sample: SubmittedSample, { recipe, params }: SampleRule): SampleCode | null {
  const steps = sample.steps ?? [];
  const drawings = [...steps, sample];
  if (drawings.some(({ tokenIds }) => tokenIds.length > params.maxNewTokens)) return "too-long";
  if (drawings.some(({ tokenIds }) => tokenIds.length === 0)) return "text-mismatch";
  if (drawings.some((drawing) => drawing.text.length > mostCharacters(drawing, recipe))) return "text-mismatch";
  if (steps.some(({ text }) => text === "")) return "text-mismatch";
  // A step that says nothing ends the recipe, and then nothing is written.
  if (drawings.length < stepCount(recipe)) return sample.text === "" ? null : "text-mismatch";
  return null;
}

/** A token says no more; a talk in several turns holds all of them. */
function mostCharacters({ tokenIds }: Drawing, recipe: GenerationRecipe): number {
  return 64 * tokenIds.length + 64 + (recipe.name === "multi-turn/1" ? 32_768 : 0);
}

type ReadRule = SampleRule & { slot: number; reader: TokenReader };

/** Each step is what its tokens say, ends where it had to, and the recipe asks for so many. */
function refusalOfTokens(sample: SubmittedSample, rule: ReadRule): SampleCode | null {
  const { recipe, prompt, slot } = rule;
  const written: Array<string> = [];
  const asked = () =>
    nextMessages(recipe, { promptId: prompt.id, language: prompt.language, messages: prompt.messages, slot, written });
  for (const step of sample.steps ?? []) {
    const refusal = refusalOfStep(step, asked(), rule);
    if (refusal) return refusal;
    if (textOfStep(step, rule) !== step.text) return "text-mismatch";
    written.push(step.text);
  }
  const refusal = refusalOfStep(sample, asked(), rule);
  if (refusal) return refusal;
  written.push(textOfStep(sample, rule));
  if (asked() !== null) return "text-mismatch";
  return writtenText(recipe, { messages: prompt.messages, written }) === sample.text ? null : "text-mismatch";
}

type Drawing = Pick<DrawnStep, "tokenIds" | "finishReason">;

function refusalOfStep(step: Drawing, messages: ReadonlyArray<Message> | null, rule: ReadRule): SampleCode | null {
  const { params, reader } = rule;
  const promptTokens = messages && reader.promptTokens(messages);
  if (!promptTokens || step.tokenIds.some((token) => token >= reader.vocabulary)) return "text-mismatch";
  const limit = tokenLimit({ promptTokens, params, contextTokens: reader.contextTokens });
  if (step.tokenIds.length > limit) return "too-long";
  return endsRightly(step, { ...rule, limit }) ? null : "text-mismatch";
}

/** At the first token that ends the model's answer, at the first stop string, or by length. */
function endsRightly({ tokenIds, finishReason }: Drawing, { params, reader, limit }: ReadRule & { limit: number }) {
  const last = tokenIds.length - 1;
  if (last < 0) return false;
  const end = tokenIds.findIndex((token) => reader.endTokens.has(token));
  const stop = stoppingStep(tokenIds, params.stop ?? [], reader.textOf);
  const ends = [end, stop].filter((step): step is number => step !== null && step >= 0);
  if (finishReason === "length") return ends.length === 0 && tokenIds.length === limit;
  return ends.length > 0 && Math.min(...ends) === last;
}

function textOfStep({ tokenIds }: Drawing, { params, reader }: ReadRule): string {
  return beforeStop(reader.textOf(tokenIds), params.stop).trim();
}
