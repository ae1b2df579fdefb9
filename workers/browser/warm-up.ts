// A short check before anything is trusted: an adapter that computes wrongly is found before it writes a sample.
import type { ModelSession } from "#app/features/generation/ort-session.ts";

const tolerance = 0.05;

/**
 * Reads the same tokens in one pass and one by one over the model's memory, and compares the scores of the last.
 * @returns false when a score is no number, or the two ways differ
 */
export async function computesRightly(session: ModelSession, tokens: ReadonlyArray<number>): Promise<boolean> {
  const whole = await session.forward({ rows: [tokens], past: 0, cache: session.emptyCache(1) });
  session.dispose(whole.cache);

  const head = tokens.slice(0, -2);
  let step = await session.forward({ rows: [head], past: 0, cache: session.emptyCache(1) });
  for (const [index, token] of tokens.slice(-2).entries()) {
    step = await session.forward({ rows: [[token]], past: head.length + index, cache: step.cache });
  }
  session.dispose(step.cache);

  const expected = whole.logits.subarray(-whole.vocabulary);
  const found = step.logits.subarray(-step.vocabulary);
  const spread = expected.reduce((most, score) => Math.max(most, Math.abs(score)), 0);
  return expected.every((score, index) => Math.abs(score - (found[index] ?? Number.NaN)) <= tolerance) && spread > 0;
}
