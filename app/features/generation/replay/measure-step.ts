// Where one token lies in the distribution that it is said to be drawn from: its interval of the cumulative probability.
import { keptDistribution, keptTokens, type SamplingParams } from "#app/features/generation/engine/sampler.ts";

/**
 * A token's interval of the cumulative probability, in [0, 1]: the draw takes it when its point lies in [low, high).
 * `wide…` is the widest that devices may give whose scores differ by the edge: tokens near what top-k and top-p cut counted in or
 * out, whichever is kinder. A wide interval that is empty says that no device draws this token here.
 */
export type StepMeasure = { low: number; high: number; wideLow: number; wideHigh: number };

/** How far scores (after temperature) and sums of probabilities may lie apart, where top-k and top-p cut. */
export type Edge = { score: number; probability: number };

/** Intervals are told to six digits. */
export const measureUnit = 1e-6;

export const impossibleStep: StepMeasure = { low: 0, high: 0, wideLow: 0, wideHigh: 0 };

type Step = { scores: Float64Array; token: number; params: SamplingParams };

/** @param step scores after repetition penalty and temperature */
export function measuredStep(step: Step, edge: Edge): StepMeasure {
  const strict = strictInterval(step);
  const wide = wideInterval(step, edge);
  if (!wide) return impossibleStep;
  return {
    low: Math.round(strict.low / measureUnit) * measureUnit,
    high: Math.round(strict.high / measureUnit) * measureUnit,
    wideLow: Math.max(0, Math.floor(wide.low / measureUnit) * measureUnit),
    wideHigh: Math.min(1, Math.ceil(wide.high / measureUnit) * measureUnit),
  };
}

function strictInterval({ scores, token, params }: Step): { low: number; high: number } {
  const { tokens, probabilities } = keptDistribution(scores, keptTokens(scores, params));
  let low = 0;
  for (let index = 0; index < tokens.length; index++) {
    const probability = probabilities[index] ?? 0;
    if (tokens[index] === token) return { low, high: low + probability };
    if ((tokens[index] ?? 0) > token) break;
    low += probability;
  }
  return { low, high: low };
}

/** null where the token is not kept, however the edges fall. */
function wideInterval({ scores, token, params }: Step, edge: Edge): { low: number; high: number } | null {
  const isCut = params.topP < 1;
  const least = { ...params, topP: isCut ? Math.max(params.topP - edge.probability, 1e-9) : 1 };
  const most = { ...params, topP: isCut ? Math.min(params.topP + edge.probability, 1) : 1 };
  // Kept for sure: what stands clear of the best that may be left out. Perhaps kept: what comes near the worst that may be kept.
  const sure = bestWithout(scores, keptTokens(scores, least)) + edge.score;
  const maybe = worstOf(scores, keptTokens(scores, most)) - edge.score;
  const own = scores[token];
  if (own === undefined || own < maybe) return null;

  const { below, own: weight, above } = weightsAround({ scores, token }, { sure, maybe });
  return {
    low: below.sure / (below.sure + weight + above.sure + above.maybe),
    high: (below.sure + below.maybe + weight) / (below.sure + below.maybe + weight + above.sure),
  };
}

/** Weights of the tokens of lower and of higher id, and the token's own, the best token's being 1. */
function weightsAround({ scores, token }: Omit<Step, "params">, floor: { sure: number; maybe: number }) {
  const highest = scores.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY);
  const own = Math.exp((scores[token] ?? 0) - highest);
  const below = { sure: 0, maybe: 0 };
  const above = { sure: 0, maybe: 0 };
  for (let other = 0; other < scores.length; other++) {
    const score = scores[other] ?? 0;
    if (other === token || score < floor.maybe) continue;
    const side = other < token ? below : above;
    side[score >= floor.sure ? "sure" : "maybe"] += Math.exp(score - highest);
  }
  return { below, own, above };
}

function worstOf(scores: Float64Array, kept: Int32Array): number {
  let worst = Number.POSITIVE_INFINITY;
  for (const token of kept) worst = Math.min(worst, scores[token] ?? worst);
  return worst;
}

function bestWithout(scores: Float64Array, kept: Int32Array): number {
  const isKept = new Uint8Array(scores.length);
  for (const token of kept) isKept[token] = 1;
  let best = Number.NEGATIVE_INFINITY;
  for (let token = 0; token < scores.length; token++) {
    if (isKept[token] === 0) best = Math.max(best, scores[token] ?? best);
  }
  return best;
}
