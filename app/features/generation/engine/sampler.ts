// One row's draw of its next token. What a row draws depends on its own seed and its own logits alone, so that a sample can be
// drawn again from its record, whatever stood beside it in the batch.
import { allTokens, bestOf, candidateTokens, rankedScores } from "#app/features/generation/engine/best-scores.ts";
import { invariant } from "#app/lib/invariant.ts";
import type { SeededRandom } from "#app/lib/seeded-random.ts";

export type SamplingParams = {
  /** > 0; below `coldest` it counts as `coldest`, which is greedy for all purposes. */
  temperature: number;
  /** 0 < p ≤ 1; 1 keeps everything. */
  topP: number;
  /** How many tokens are kept; 0 keeps everything. */
  topK: number;
  /** ≥ 1; 1 does nothing. */
  repetitionPenalty: number;
  maxNewTokens: number;
  /** A row ends with the token with which its text first contains one of them. */
  stop?: ReadonlyArray<string> | undefined;
};

export type Draw = { token: number; logProbability: number };

/** What is left to draw from: token ids ascending, with their probabilities, which sum to 1. */
export type Distribution = { tokens: Int32Array; probabilities: Float64Array };

const coldest = 0.01;

/** More than the order of summing can change a sum of a million weights, relatively. */
const orderError = 1e-9;

/** One draw's scores: of the size of a vocabulary, so not made anew for each. */
let scratch = new Float64Array(0);

/**
 * Repetition penalty (Keskar et al. 2019) → temperature → top-k → top-p (Holtzman et al. 2020) → inverse-CDF draw.
 * One call takes exactly one `nextFloat` of the row's generator.
 * @param logits one row's scores, one a token of the vocabulary
 * @param row the tokens it has seen (prompt and its own), and its generator
 * @returns the token and its log-probability (nats) among the tokens that were kept
 */
export function drawToken(
  logits: Float32Array,
  row: { seen: ReadonlySet<number>; random: SeededRandom },
  params: SamplingParams,
): Draw {
  if (scratch.length < logits.length) scratch = new Float64Array(logits.length);
  const scores = scaledScores(logits, row.seen, params, scratch.subarray(0, logits.length));
  return drawAt(keptDistribution(scores, keptTokens(scores, params)), row.random.nextFloat());
}

/**
 * Scores after repetition penalty and temperature, as doubles.
 * @param scores where they are written: one a token of the vocabulary
 */
export function scaledScores(
  logits: Float32Array,
  seen: ReadonlySet<number>,
  { repetitionPenalty, temperature }: SamplingParams,
  scores: Float64Array = new Float64Array(logits.length),
): Float64Array {
  const divisor = Math.max(temperature, coldest);
  for (let token = 0; token < logits.length; token++) scores[token] = (logits[token] ?? 0) / divisor;
  if (repetitionPenalty === 1) return scores;
  for (const token of seen) {
    const logit = logits[token];
    if (logit === undefined) continue;
    scores[token] = (logit > 0 ? logit / repetitionPenalty : logit * repetitionPenalty) / divisor;
  }
  return scores;
}

/**
 * The tokens that top-k and then top-p keep, in the order of ids; of equal scores the lower id counts as the better.
 * Top-p keeps the shortest prefix, best first, whose probability reaches p, so never none.
 */
export function keptTokens(scores: Float64Array, { topK, topP }: Pick<SamplingParams, "topK" | "topP">): Int32Array {
  invariant(scores.length > 0, "a model has a vocabulary");
  if (topK <= 0 || topK >= scores.length) return topP < 1 ? nucleus(scores, topP) : allTokens(scores);
  const candidates = candidateTokens(scores, topK);
  const ranked = rankedScores(scores, candidates).subarray(0, topK);
  return bestOf(scores, candidates, topP < 1 ? ranked.subarray(0, nucleusSize(ranked, topP)) : ranked);
}

/**
 * Probabilities of the kept tokens alone. In the order of ids, so that a rounding that swaps two scores moves nothing else.
 * @param tokens ids, ascending
 */
export function keptDistribution(scores: Float64Array, tokens: Int32Array): Distribution {
  const kept = new Float64Array(tokens.length);
  for (let index = 0; index < tokens.length; index++) kept[index] = scores[tokens[index] ?? 0] ?? 0;
  const probabilities = weightsOf(kept);
  const whole = sumOf(probabilities);
  for (let index = 0; index < probabilities.length; index++) {
    probabilities[index] = (probabilities[index] ?? 0) / whole;
  }
  return { tokens, probabilities };
}

/** @param point in [0, 1): the draw is the first token whose cumulative probability is above it */
export function drawAt({ tokens, probabilities }: Distribution, point: number): Draw {
  let cumulative = 0;
  let last = 0;
  for (let index = 0; index < tokens.length; index++) {
    const probability = probabilities[index] ?? 0;
    cumulative += probability;
    if (probability > 0) last = index;
    if (point < cumulative) break;
  }
  // Rounding may leave the sum a hair under 1: then the last token that can be drawn is.
  return { token: tokens[last] ?? 0, logProbability: Math.log(probabilities[last] ?? 0) };
}

/** Top-p over the whole vocabulary: a few hundred of the best mostly reach p, and a whole sort takes far longer than they do. */
function nucleus(scores: Float64Array, topP: number): Int32Array {
  const whole = sumOf(weightsOf(scores));
  for (let count = 64; count < scores.length; count *= 8) {
    const candidates = candidateTokens(scores, count);
    const ranked = rankedScores(scores, candidates).subarray(0, count);
    const weights = weightsOf(ranked);
    // The sum of so many weights depends on their order in its last digits: an edge that stands so near is left to the whole sort.
    const size = sizeThatReaches(weights, topP * whole * (1 - orderError));
    if (size !== null && size === sizeThatReaches(weights, topP * whole * (1 + orderError)))
      return bestOf(scores, candidates, ranked.subarray(0, size));
  }
  const ranked = rankedScores(scores, allTokens(scores));
  return bestOf(scores, allTokens(scores), ranked.subarray(0, nucleusSize(ranked, topP)));
}

/** @param ranked scores, best first */
function nucleusSize(ranked: Float64Array, topP: number): number {
  const weights = weightsOf(ranked);
  return sizeThatReaches(weights, topP * sumOf(weights)) ?? weights.length;
}

function sizeThatReaches(weights: Float64Array, enough: number): number | null {
  let reached = 0;
  for (let rank = 0; rank < weights.length; rank++) {
    reached += weights[rank] ?? 0;
    if (reached >= enough) return rank + 1;
  }
  return null;
}

/** e to the power of each score's distance from the highest. */
function weightsOf(scores: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] ?? highest;
    if (score > highest) highest = score;
  }
  const weights = new Float64Array(scores.length);
  for (let index = 0; index < weights.length; index++) weights[index] = Math.exp((scores[index] ?? highest) - highest);
  return weights;
}

function sumOf(weights: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index++) sum += weights[index] ?? 0;
  return sum;
}
