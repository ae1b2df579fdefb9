// A short check before anything is trusted: a device that computes wrongly is found before it writes a sample.

import type { ModelSession } from "#app/features/generation/engine/ort-session.ts";
import type { Dtype, KnownAnswer } from "#app/features/generation/models/catalogue.ts";
import type { LoadedModel } from "#workers/browser/load-model.ts";

/**
 * How far one of the best scores may lie from what is known, or from the same computed in another way, as a share of the spread of
 * all scores. Halves round by a thousandth at each of many layers; eight bits are scaled anew by what stands in a pass.
 */
const tolerances: Record<Dtype, number> = { fp32: 0.002, fp16: 0.03, q4f16: 0.03, q4: 0.03, q8: 0.2 };
const comparedTokens = 16;

export type Check = {
  dtype: Dtype;
  promptTokens: ReadonlyArray<number>;
  /** What the model is known to answer after these tokens. */
  known?: KnownAnswer["top"] | undefined;
};

/** Also the first passes, which are several times slower than those that follow. */
export function isRight({ model, session, tokenizer, endTokens }: LoadedModel): Promise<boolean> {
  const { dtype, knownAnswer } = model;
  const promptTokens = knownAnswer?.promptTokens ?? [...tokenizer.encode("Hello there, how are you?"), ...endTokens];
  return computesRightly(session, { dtype, promptTokens, known: knownAnswer?.top });
}

/**
 * Reads the tokens in one pass, and all but the last and then that over the model's memory: both must give the scores that are known,
 * and the same ones.
 */
export async function computesRightly(session: ModelSession, { dtype, promptTokens, known }: Check): Promise<boolean> {
  const whole = await session.forward({ rows: [promptTokens], past: 0, cache: session.emptyCache(1) });
  session.dispose(whole.cache);
  const scores = whole.logits.slice(-whole.vocabulary);
  const [worst, best] = rangeOf(scores);
  const tolerance = tolerances[dtype] * (best - worst);
  // What is no number fails here, too.
  if (!(tolerance > 0) || (known && !isKnown(scores, known, tolerance))) return false;

  const head = await session.forward({ rows: [promptTokens.slice(0, -1)], past: 0, cache: session.emptyCache(1) });
  const last = { rows: [promptTokens.slice(-1)], past: promptTokens.length - 1, cache: head.cache };
  const step = await session.forward(last);
  session.dispose(step.cache);
  return areAlike(scores, step.logits.subarray(-step.vocabulary), tolerance);
}

/** Whether the known best have their scores, and no other token has a better one than the last of them. */
function isKnown(scores: Float32Array, known: KnownAnswer["top"], tolerance: number): boolean {
  const best = new Set(known.map(({ token }) => token));
  const least = Math.min(...known.map(({ logit }) => logit));
  return (
    known.every(({ token, logit }) => isNear(scores[token], logit, tolerance)) &&
    scores.every((score, token) => best.has(token) || score <= least + tolerance)
  );
}

/** Compares the best of either: far below them a score decides nothing. */
function areAlike(expected: Float32Array, found: Float32Array, tolerance: number): boolean {
  const tokens = [...bestTokens(expected), ...bestTokens(found)];
  return (
    !found.some(Number.isNaN) && tokens.every((token) => isNear(found[token], expected[token] ?? Number.NaN, tolerance))
  );
}

function isNear(score: number | undefined, expected: number, tolerance: number): boolean {
  return score !== undefined && Math.abs(score - expected) <= tolerance;
}

/** Worst and best of them; no numbers where one of them is none. */
function rangeOf(scores: Float32Array): [number, number] {
  return [
    scores.reduce((worst, score) => Math.min(worst, score)),
    scores.reduce((best, score) => Math.max(best, score)),
  ];
}

function bestTokens(scores: Float32Array): Array<number> {
  const floor = Float32Array.from(scores).sort().at(-comparedTokens) ?? Number.NEGATIVE_INFINITY;
  return [...scores.keys()].filter((token) => (scores[token] ?? Number.NaN) >= floor).slice(0, comparedTokens);
}
