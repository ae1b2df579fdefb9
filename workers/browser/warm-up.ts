// A short check before anything is trusted: a device that computes wrongly is found before it writes a sample.
import type { KnownAnswer } from "#app/features/generation/catalogue.ts";
import type { ModelSession } from "#app/features/generation/ort-session.ts";

/** How far a score may lie from the one that is known, or from the same one computed in another way. */
const tolerance = 0.05;

/**
 * Whether the session answers for certain tokens what the model is known to answer.
 * @returns false as well when a token that is not among the known best has a better score than the last of them
 */
export async function answersAsKnown(session: ModelSession, { promptTokens, top }: KnownAnswer): Promise<boolean> {
  const scores = await scoresAfter(session, promptTokens);
  const known = new Set(top.map(({ token }) => token));
  const least = Math.min(...top.map(({ logit }) => logit));
  return (
    top.every(({ token, logit }) => isNear(scores[token], logit)) &&
    scores.every((score, token) => known.has(token) || score <= least + tolerance)
  );
}

/**
 * Reads the same tokens in one pass, and all but the last and then that over the model's memory, and compares the scores of the last.
 * @returns false when a score is no number, or the two ways differ
 */
export async function agreesWithItself(session: ModelSession, tokens: ReadonlyArray<number>): Promise<boolean> {
  const expected = await scoresAfter(session, tokens);
  const head = await session.forward({ rows: [tokens.slice(0, -1)], past: 0, cache: session.emptyCache(1) });
  const last = { rows: [tokens.slice(-1)], past: tokens.length - 1, cache: head.cache };
  const step = await session.forward(last);
  session.dispose(step.cache);

  const found = step.logits.subarray(-step.vocabulary);
  const spread = expected.reduce((most, score) => Math.max(most, Math.abs(score)), 0);
  return expected.every((score, index) => isNear(found[index], score)) && spread > 0;
}

type Speed = { atMost: { steps: number; ms: number }; now: () => number };

/**
 * Takes greedy steps after the tokens, one row. The first are not counted: a cold device is several times slower than a warm one.
 * @returns tokens a second
 */
export async function speedAfter(
  session: ModelSession,
  tokens: ReadonlyArray<number>,
  { atMost, now }: Speed,
): Promise<number> {
  let { cache, logits, vocabulary } = await session.forward({ rows: [tokens], past: 0, cache: session.emptyCache(1) });
  const began = now();
  const stepMs: Array<number> = [];
  while (stepMs.length < atMost.steps && now() - began < atMost.ms) {
    const before = now();
    const rows = [[bestOf(logits.subarray(-vocabulary))]];
    ({ cache, logits, vocabulary } = await session.forward({ rows, past: tokens.length + stepMs.length, cache }));
    stepMs.push(now() - before);
  }
  session.dispose(cache);
  const counted = stepMs.slice(Math.floor(stepMs.length / 2));
  return (
    (1_000 * counted.length) /
    Math.max(
      0.01,
      counted.reduce((sum, ms) => sum + ms, 0),
    )
  );
}

async function scoresAfter(session: ModelSession, tokens: ReadonlyArray<number>): Promise<Float32Array> {
  const { logits, vocabulary, cache } = await session.forward({
    rows: [tokens],
    past: 0,
    cache: session.emptyCache(1),
  });
  session.dispose(cache);
  return logits.slice(-vocabulary);
}

function bestOf(scores: Float32Array): number {
  let best = 0;
  for (let token = 1; token < scores.length; token++) if ((scores[token] ?? 0) > (scores[best] ?? 0)) best = token;
  return best;
}

function isNear(score: number | undefined, expected: number): boolean {
  return score !== undefined && Math.abs(score - expected) <= tolerance;
}
