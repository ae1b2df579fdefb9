// What a verifier does, who knows neither the seed nor what the writer's device computed: one pass over prompt and text (teacher
// forcing), and for each token the interval of the cumulative probability in which the draw must have fallen.
import { tokenLimit } from "#app/features/generation/engine/decode.ts";
import type { ModelSession } from "#app/features/generation/engine/ort-session.ts";
import { type SamplingParams, scaledScores } from "#app/features/generation/engine/sampler.ts";
import { stoppingStep, type TextOf } from "#app/features/generation/engine/stop-strings.ts";
import {
  type Edge,
  impossibleStep,
  measuredStep,
  type StepMeasure,
} from "#app/features/generation/replay/measure-step.ts";
import { edgeOf } from "#app/features/generation/replay/tolerances.ts";
import { invariant } from "#app/lib/invariant.ts";

export type MeasuredSample = {
  promptTokens: ReadonlyArray<number>;
  /** All that was drawn, the token that ended it included. */
  tokenIds: ReadonlyArray<number>;
  finishReason: string;
  params: SamplingParams;
};

export type MeasuringModel = {
  endTokens: ReadonlySet<number>;
  contextTokens: number;
  /** What tokens say; needed where the params name stop strings. */
  textOf?: TextOf;
  /** That of fp32 where it isn't given. */
  edge?: Edge;
};

/**
 * @returns one measure a token. Where a row could not go on, or ends without cause, stands an impossible step.
 */
export async function measureSample(
  session: ModelSession,
  sample: MeasuredSample,
  model: MeasuringModel,
): Promise<Array<StepMeasure>> {
  const { promptTokens, tokenIds, params } = sample;
  invariant(!params.stop?.length || model.textOf, "stop strings need the text of tokens");
  if (tokenIds.length === 0) return [];
  // Nothing beyond the model's context can be computed, nor was it drawn; the same holds after a token that the model has not.
  const limit = tokenLimit({ promptTokens, params, contextTokens: model.contextTokens });
  const within = tokenIds.slice(0, Math.max(0, limit));
  const known = Math.max(...within) < smallestVocabulary ? within : await knownTokens(session, sample, within);
  if (known.length === 0) return tokenIds.map(() => impossibleStep);

  const row = [...promptTokens, ...known.slice(0, -1)];
  const { logits, vocabulary, cache } = await session.forward({ rows: [row], past: 0, cache: session.emptyCache(1) });
  session.dispose(cache);

  const badEnd = misplacedEnd(sample, { ...model, limit });
  const seen = new Set(promptTokens);
  return tokenIds.map((token, step) => {
    if (step >= known.length || step === badEnd) return impossibleStep;
    const from = (promptTokens.length - 1 + step) * vocabulary;
    const scores = scaledScores(logits.subarray(from, from + vocabulary), seen, params);
    seen.add(token);
    return measuredStep({ scores, token, params }, model.edge ?? edgeOf("fp32"));
  });
}

/** No model has fewer tokens than there are bytes. */
const smallestVocabulary = 256;

/** The tokens before the first that is none of the model's: running one would fail, and take the session with it. */
async function knownTokens(
  session: ModelSession,
  { promptTokens }: MeasuredSample,
  tokenIds: ReadonlyArray<number>,
): Promise<ReadonlyArray<number>> {
  const rows = [promptTokens.slice(0, 1)];
  const { vocabulary, cache } = await session.forward({ rows, past: 0, cache: session.emptyCache(1) });
  session.dispose(cache);
  const unknown = tokenIds.findIndex((token) => token >= vocabulary);
  return unknown < 0 ? tokenIds : tokenIds.slice(0, unknown);
}

/** The first step at which the row had ended before, or its last when it had no cause to end there; null when all is well. */
function misplacedEnd(
  { tokenIds, finishReason, params }: MeasuredSample,
  { endTokens, limit, textOf }: MeasuringModel & { limit: number },
): number | null {
  const last = tokenIds.length - 1;
  const atToken = tokenIds.findIndex((token) => endTokens.has(token));
  const atString = textOf ? stoppingStep(tokenIds, params.stop ?? [], textOf) : null;
  const end = Math.min(atToken < 0 ? Number.POSITIVE_INFINITY : atToken, atString ?? Number.POSITIVE_INFINITY);
  if (end < last) return end + 1;
  const isWhole = finishReason === "stop" ? end === last : end > last && tokenIds.length === limit;
  return isWhole ? null : last;
}
