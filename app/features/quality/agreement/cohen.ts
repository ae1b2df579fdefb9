import { bootstrap, type Resampling } from "#app/features/quality/agreement/bootstrap.ts";
import type { Agreement } from "#app/features/quality/agreement/krippendorff.ts";

/** How much a disagreement weighs: all alike; by how many steps apart; by their square. */
export type KappaWeights = "none" | "linear" | "quadratic";

export type CohenInput = {
  /** What each of two contributors said of the units that both judged. */
  pairs: ReadonlyArray<readonly [number, number]>;
  weights: KappaWeights;
};

/**
 * Cohen's kappa of two contributors (1960), weighted for ordered values (1968), with a bootstrap interval over units. Steps are
 * counted between the numbers themselves, so that a value nobody gave is still a step.
 * @returns null where both gave one and the same value throughout: chance would agree as well
 */
export function cohenAgreement({ pairs, weights }: CohenInput, resampling: Resampling = {}): Agreement {
  const estimate = bootstrap(pairs.length, (counts) => kappaOf(pairs, weights, counts), resampling);
  return { ...estimate, units: pairs.length, values: 2 * pairs.length };
}

/** Kappa alone. */
export function cohenKappa({ pairs, weights }: CohenInput): number | null {
  return kappaOf(pairs, weights, new Int32Array(pairs.length).fill(1));
}

/** Kappa when unit u counts `counts[u]` times: 1 − observed / expected disagreement. */
function kappaOf(pairs: CohenInput["pairs"], weights: KappaWeights, counts: Int32Array): number | null {
  const [ofFirst, ofSecond] = [new Map<number, number>(), new Map<number, number>()];
  let [observed, total] = [0, 0];
  pairs.forEach(([first, second], unit) => {
    const count = counts[unit] ?? 0;
    if (count === 0) return;
    ofFirst.set(first, (ofFirst.get(first) ?? 0) + count);
    ofSecond.set(second, (ofSecond.get(second) ?? 0) + count);
    observed += count * disagreement(first, second, weights);
    total += count;
  });
  let expected = 0;
  for (const [first, left] of ofFirst) {
    for (const [second, right] of ofSecond) expected += left * right * disagreement(first, second, weights);
  }
  return expected > 0 ? 1 - (observed * total) / expected : null;
}

function disagreement(first: number, second: number, weights: KappaWeights): number {
  switch (weights) {
    case "none":
      return first === second ? 0 : 1;
    case "linear":
      return Math.abs(first - second);
    case "quadratic":
      return (first - second) ** 2;
  }
}
