// Draws a sample again from its record. Teacher forcing: one pass over prompt and sample gives the scores of every step, and
// each token must be the one that the row's own draw takes there, up to what honest arithmetic may differ in.
import { type DecodeRequest, tokenLimit } from "#app/features/generation/decode.ts";
import type { ModelSession } from "#app/features/generation/ort-session.ts";
import {
  drawAt,
  keptDistribution,
  keptTokens,
  type SamplingParams,
  scaledScores,
} from "#app/features/generation/sampler.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

/** How far scores and cumulative probabilities of one model may lie apart on two honest devices (fp32 on each). */
export type Tolerance = { score: number; probability: number };
export const honestTolerance: Tolerance = { score: 5e-3, probability: 2e-3 };

export type ReplayRecord = {
  promptTokens: ReadonlyArray<number>;
  tokenIds: ReadonlyArray<number>;
  finishReason: string;
  seed: number;
  params: SamplingParams;
};

/** `at` is the first step that the record cannot have drawn; `exact` counts the steps that needed no tolerance. */
export type ReplayResult = { ok: true; exact: number } | { ok: false; at: number };

export async function replaySample(
  session: ModelSession,
  record: ReplayRecord,
  { endTokens, contextTokens }: Pick<DecodeRequest, "endTokens" | "contextTokens">,
): Promise<ReplayResult> {
  const { promptTokens, tokenIds } = record;
  if (tokenIds.length === 0) return { ok: false, at: 0 };
  const badEnd = misplacedEnd(record, { endTokens, limit: tokenLimit({ ...record, contextTokens }) });
  if (badEnd !== null) return { ok: false, at: badEnd };

  const row = [...promptTokens, ...tokenIds.slice(0, -1)];
  const { logits, vocabulary, cache } = await session.forward({ rows: [row], past: 0, cache: session.emptyCache(1) });
  session.dispose(cache);

  const seen = new Set(promptTokens);
  const random = seededRandom(record.seed);
  let exact = 0;
  for (const [step, token] of tokenIds.entries()) {
    const from = (promptTokens.length - 1 + step) * vocabulary;
    const scores = scaledScores(logits.subarray(from, from + vocabulary), seen, record.params);
    const point = random.nextFloat();
    if (drawAt(keptDistribution(scores, keptTokens(scores, record.params)), point).token === token) exact++;
    else if (!couldDraw({ scores, token, point, params: record.params }, honestTolerance))
      return { ok: false, at: step };
    seen.add(token);
  }
  return { ok: true, exact };
}

function misplacedEnd(
  { tokenIds, finishReason }: ReplayRecord,
  { endTokens, limit }: { endTokens: ReadonlySet<number>; limit: number },
): number | null {
  const last = tokenIds.length - 1;
  const end = tokenIds.findIndex((token) => endTokens.has(token));
  if (end >= 0 && end < last) return end + 1;
  const isWhole = finishReason === "stop" ? end === last : end < 0 && tokenIds.length === limit;
  return isWhole && tokenIds.length <= limit ? null : last;
}

type Step = { scores: Float64Array; token: number; point: number; params: SamplingParams };

/**
 * Whether a device whose scores differ by no more than the tolerance may have drawn `token` at `point`. Tokens near the edge of
 * what top-k and top-p keep may have been in or out: the token's interval is the widest that either gives.
 */
export function couldDraw({ scores, token, point, params }: Step, tolerance: Tolerance): boolean {
  const strict = keptTokens(scores, { ...params, topP: Math.max(params.topP - tolerance.probability, 1e-9) });
  const loose = keptTokens(scores, { ...params, topP: Math.min(params.topP + tolerance.probability, 1) });
  // Kept for sure: what stands clear of the best that may be left out. Perhaps kept: what comes near the worst that may be kept.
  const least = bestWithout(scores, strict) + tolerance.score;
  const most = worstOf(scores, loose) - tolerance.score;
  const own = scores[token];
  if (own === undefined || own < most) return false;

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
  const low = belowSure / (belowSure + weight + aboveSure + aboveMaybe);
  const high = (belowSure + belowMaybe + weight) / (belowSure + belowMaybe + weight + aboveSure);
  return point >= low - tolerance.probability && point < high + tolerance.probability;
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
