// One row's draw of its next token. What a row draws depends on its own seed and its own logits alone, so that a sample can be
// drawn again from its record, whatever stood beside it in the batch.
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
  const scores = scaledScores(logits, row.seen, params);
  return drawAt(keptDistribution(scores, keptTokens(scores, params)), row.random.nextFloat());
}

/** Scores after repetition penalty and temperature, as doubles. */
export function scaledScores(
  logits: Float32Array,
  seen: ReadonlySet<number>,
  { repetitionPenalty, temperature }: SamplingParams,
): Float64Array {
  const scores = Float64Array.from(logits);
  if (repetitionPenalty !== 1) {
    for (const token of seen) {
      const score = scores[token];
      if (score !== undefined) scores[token] = score > 0 ? score / repetitionPenalty : score * repetitionPenalty;
    }
  }
  const divisor = Math.max(temperature, coldest);
  for (let token = 0; token < scores.length; token++) scores[token] = (scores[token] ?? 0) / divisor;
  return scores;
}

/**
 * The tokens that top-k and then top-p keep, best first; of equal scores the lower id comes first.
 * Top-p keeps the shortest prefix whose probability reaches p, so never none.
 */
export function keptTokens(scores: Float64Array, { topK, topP }: Pick<SamplingParams, "topK" | "topP">): Int32Array {
  invariant(scores.length > 0, "a model has a vocabulary");
  const best = bestTokens(scores, topK > 0 && topK < scores.length ? topK : scores.length, topP < 1);
  if (topP >= 1) return best;

  const weights = weightsOf(scores, best);
  const enough = topP * weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  for (let rank = 0; rank < best.length; rank++) {
    reached += weights[rank] ?? 0;
    if (reached >= enough) return best.slice(0, rank + 1);
  }
  return best;
}

/** Probabilities of the kept tokens alone. In the order of ids, so that a rounding that swaps two scores moves nothing else. */
export function keptDistribution(scores: Float64Array, kept: Int32Array): Distribution {
  const tokens = Int32Array.from(kept).sort();
  const weights = weightsOf(scores, tokens);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return { tokens, probabilities: weights.map((weight) => weight / whole) };
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

function weightsOf(scores: Float64Array, tokens: Int32Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const token of tokens) highest = Math.max(highest, scores[token] ?? highest);
  return Float64Array.from(tokens, (token) => Math.exp((scores[token] ?? Number.NEGATIVE_INFINITY) - highest));
}

function bestTokens(scores: Float64Array, count: number, isOrderNeeded: boolean): Int32Array {
  const all = Int32Array.from(scores, (_score, token) => token);
  if (count === scores.length && !isOrderNeeded) return all;
  const floor = count < scores.length ? scoreOfRank(scores, count) : Number.NEGATIVE_INFINITY;
  return all
    .filter((token) => (scores[token] ?? 0) >= floor)
    .sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0) || left - right)
    .slice(0, count);
}

/** The `count`-th largest score, by a heap of that size: a whole sort of 50,000 scores a token would be most of the time. */
function scoreOfRank(scores: Float64Array, count: number): number {
  const heap = scores.slice(0, count).sort();
  for (let token = count; token < scores.length; token++) {
    const score = scores[token] ?? 0;
    if (score > (heap[0] ?? 0)) replaceSmallest(heap, score);
  }
  return heap[0] ?? 0;
}

function replaceSmallest(heap: Float64Array, score: number): void {
  let parent = 0;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child++;
    const smaller = heap[child] ?? 0;
    if (smaller >= score) break;
    heap[parent] = smaller;
    parent = child;
  }
  heap[parent] = score;
}
