// A short check before anything is trusted: a device that computes wrongly is found before it writes a sample.

import type { ModelSession } from "#app/features/generation/engine/ort-session.ts";
import type { Dtype, KnownAnswer } from "#app/features/generation/models/catalogue.ts";

/**
 * How far one of the best scores may lie from what is known, or from the same computed in another way, as a share of the spread of
 * all scores. Halves round by a thousandth at each of many layers; eight bits are scaled anew by what stands in a pass.
 */
const tolerances: Record<Dtype, number> = { fp32: 0.002, fp16: 0.03, q4f16: 0.03, q4: 0.03, q8: 0.2 };
const comparedTokens = 16;

export type WarmUp = {
  dtype: Dtype;
  promptTokens: ReadonlyArray<number>;
  /** What the model is known to answer after these tokens. */
  known?: KnownAnswer["top"] | undefined;
  /** A slow device must not spend its time on being measured. */
  atMost: { steps: number; ms: number };
  /** Milliseconds. */
  now: () => number;
};

/**
 * Reads the tokens in one pass, and all but the last and then that over the model's memory: both must give the scores that are known,
 * and the same ones. Then it takes greedy steps, one row.
 * @returns tokens a second over the later half of the steps, the first being several times slower; null for a device that lies
 */
export async function checkedSpeed(session: ModelSession, warmUp: WarmUp): Promise<number | null> {
  const { promptTokens, known, dtype } = warmUp;
  const whole = await session.forward({ rows: [promptTokens], past: 0, cache: session.emptyCache(1) });
  session.dispose(whole.cache);
  const scores = whole.logits.slice(-whole.vocabulary);
  const [worst, best] = rangeOf(scores);
  const tolerance = tolerances[dtype] * (best - worst);
  // What is no number fails here, too.
  if (!(tolerance > 0) || (known && !isKnown(scores, known, tolerance))) return null;

  const head = await session.forward({ rows: [promptTokens.slice(0, -1)], past: 0, cache: session.emptyCache(1) });
  const last = { rows: [promptTokens.slice(-1)], past: promptTokens.length - 1, cache: head.cache };
  const step = await session.forward(last);
  if (areAlike(scores, step.logits.subarray(-step.vocabulary), tolerance)) return speedFrom(session, step, warmUp);
  session.dispose(step.cache);
  return null;
}

type Step = Awaited<ReturnType<ModelSession["forward"]>>;

async function speedFrom(session: ModelSession, first: Step, { promptTokens, atMost, now }: WarmUp): Promise<number> {
  let step = first;
  const began = now();
  const stepMs: Array<number> = [];
  while (stepMs.length < atMost.steps && (stepMs.length === 0 || now() - began < atMost.ms)) {
    const before = now();
    const rows = [[bestOf(step.logits.subarray(-step.vocabulary))]];
    step = await session.forward({ rows, past: promptTokens.length + stepMs.length, cache: step.cache });
    stepMs.push(now() - before);
  }
  session.dispose(step.cache);
  const counted = stepMs.slice(Math.floor(stepMs.length / 2));
  const ms = counted.reduce((sum, each) => sum + each, 0);
  return (1_000 * counted.length) / Math.max(0.01, ms);
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

function bestOf(scores: Float32Array): number {
  let best = 0;
  for (let token = 1; token < scores.length; token++) if ((scores[token] ?? 0) > (scores[best] ?? 0)) best = token;
  return best;
}
