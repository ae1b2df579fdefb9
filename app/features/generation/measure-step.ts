// Where one token lies in the distribution that it is said to be drawn from: its interval of the cumulative probability.
import { keptDistribution, keptTokens, type SamplingParams } from "#app/features/generation/sampler.ts";

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
  const strict = keptTokens(scores, { ...params, topP: Math.max(params.topP - edge.probability, 1e-9) });
  const loose = keptTokens(scores, { ...params, topP: Math.min(params.topP + edge.probability, 1) });
  // Kept for sure: what stands clear of the best that may be left out. Perhaps kept: what comes near the worst that may be kept.
  const least = bestWithout(scores, strict) + edge.score;
  const most = worstOf(scores, loose) - edge.score;
  const own = scores[token];
  if (own === undefined || own < most) return null;

  const highest = scores.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY);
  const sums = { belowSure: 0, belowMaybe: 0, aboveSure: 0, aboveMaybe: 0 };
  for (const [other, score] of scores.entries()) {
    if (other === token || score < most) continue;
    const weight = Math.exp(score - highest);
    if (other < token) sums[score >= least ? "belowSure" : "belowMaybe"] += weight;
    else sums[score >= least ? "aboveSure" : "aboveMaybe"] += weight;
  }
  const weight = Math.exp(own - highest);
  const { belowSure, belowMaybe, aboveSure, aboveMaybe } = sums;
  return {
    low: belowSure / (belowSure + weight + aboveSure + aboveMaybe),
    high: (belowSure + belowMaybe + weight) / (belowSure + belowMaybe + weight + aboveSure),
  };
}

function worstOf(scores: Float64Array, kept: Int32Array): number {
  let worst = Number.POSITIVE_INFINITY;
  for (const token of kept) worst = Math.min(worst, scores[token] ?? worst);
  return worst;
}

function bestWithout(scores: Float64Array, kept: Int32Array): number {
  const isKept = new Set(kept);
  let best = Number.NEGATIVE_INFINITY;
  for (const [token, score] of scores.entries()) if (!isKept.has(token)) best = Math.max(best, score);
  return best;
}
