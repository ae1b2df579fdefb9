// One step of a sample as a verifier has it: what was asked, in words, and the tokens that were answered. The same on the server and
// in a worker.
import type { PreTrainedTokenizer } from "@huggingface/transformers";
import type { Message } from "#app/features/campaigns/draft.ts";
import { plainText, readPrompt, rowText } from "#app/features/generation/engine/chat.ts";
import type { ModelSession } from "#app/features/generation/engine/ort-session.ts";
import { type MeasuredSample, measureSample } from "#app/features/generation/replay/measure.ts";
import { type Edge, impossibleStep, type StepMeasure } from "#app/features/generation/replay/measure-step.ts";

/** A model that is open, with its words. */
type OpenModel = {
  session: ModelSession;
  tokenizer: PreTrainedTokenizer;
  endTokens: ReadonlySet<number>;
  model: { contextTokens: number };
};

type Answer = Omit<MeasuredSample, "promptTokens"> & { messages: ReadonlyArray<Message> };

/** @param edge of the form in which the model is open; fp32's where it isn't given */
export async function measureAnswer(
  { session, tokenizer, endTokens, model: { contextTokens } }: OpenModel,
  { messages, ...answered }: Answer,
  edge?: Edge,
): Promise<{ measures: Array<StepMeasure>; text: string }> {
  const text = rowText(tokenizer, answered.tokenIds, answered.params.stop);
  const prompt = readPrompt(tokenizer, { messages, contextTokens });
  // What can't be asked can't have been answered.
  if (!prompt.ok) return { measures: answered.tokenIds.map(() => impossibleStep), text };
  const textOf = (tokens: ReadonlyArray<number>) => plainText(tokenizer, tokens);
  const measures = await measureSample(
    session,
    { ...answered, promptTokens: prompt.tokens },
    { endTokens, contextTokens, textOf, ...(edge ? { edge } : {}) },
  );
  return { measures, text };
}
