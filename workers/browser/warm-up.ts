// A short check before anything is trusted: an adapter that computes wrongly is found before it writes a sample.
import type { ModelSession } from "#app/features/generation/ort-session.ts";

const tolerance = 0.05;

/**
 * Reads the same tokens in one pass, and all but the last and then that over the model's memory, and compares the scores of the last.
 * @returns false when a score is no number, or the two ways differ
 */
export async function computesRightly(session: ModelSession, tokens: ReadonlyArray<number>): Promise<boolean> {
  const whole = await session.forward({ rows: [tokens], past: 0, cache: session.emptyCache(1) });
  session.dispose(whole.cache);

  const head = await session.forward({ rows: [tokens.slice(0, -1)], past: 0, cache: session.emptyCache(1) });
  const last = { rows: [tokens.slice(-1)], past: tokens.length - 1, cache: head.cache };
  const step = await session.forward(last);
  session.dispose(step.cache);

  const expected = whole.logits.subarray(-whole.vocabulary);
  const found = step.logits.subarray(-step.vocabulary);
  const spread = expected.reduce((most, score) => Math.max(most, Math.abs(score)), 0);
  return expected.every((score, index) => Math.abs(score - (found[index] ?? Number.NaN)) <= tolerance) && spread > 0;
}
