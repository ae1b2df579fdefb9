import { type Tally, tallyOf } from "#app/features/quality/agreement/agreement-units.ts";
import { bootstrap, type Estimate, type Resampling } from "#app/features/quality/agreement/bootstrap.ts";

/** How far apart two values are: different or not; by ranks; by numbers. */
export type Level = "nominal" | "ordinal" | "interval";

export type Agreement = Estimate & {
  /** Units with at least two values, and the values in them. */
  units: number;
  values: number;
};

/**
 * Krippendorff's alpha (Content Analysis, 2004; "Computing Krippendorff's Alpha-Reliability", 2011) with a bootstrap interval
 * over units: 1 is full agreement, 0 what chance gives, below 0 systematic disagreement. Missing answers are fine.
 * @param units the values given to each unit, by `unitsOf`
 * @returns null where all values are the same: then there is nothing that could have been disagreed about
 */
export function krippendorffAgreement(
  { units, level }: { units: ReadonlyArray<ReadonlyArray<number>>; level: Level },
  resampling: Resampling = {},
): Agreement {
  const tally = tallyOf(units);
  const estimate = bootstrap(tally.units.length, (weights) => alphaOf(tally, level, weights), resampling);
  return {
    ...estimate,
    units: tally.units.length,
    values: tally.units.reduce((sum, unit) => sum + unit.size, 0),
  };
}

/** Alpha alone. */
export function krippendorffAlpha(units: ReadonlyArray<ReadonlyArray<number>>, level: Level): number | null {
  const tally = tallyOf(units);
  return alphaOf(tally, level, new Int32Array(tally.units.length).fill(1));
}

/** Alpha when unit u counts `weights[u]` times. */
function alphaOf(tally: Tally, level: Level, weights: Int32Array): number | null {
  const marginals = marginalsOf(tally, weights);
  const total = marginals.reduce((sum, count) => sum + count, 0);
  // Ordinal distances are differences of mean ranks, so that both remaining levels are squared differences of positions.
  const positions = level === "interval" ? tally.values : meanRanks(marginals);
  const expected =
    level === "nominal" ? expectedNominal(marginals, total) : expectedSquares(marginals, positions, total);
  if (!(expected > 0)) return null;

  let observed = 0;
  tally.units.forEach((unit, index) => {
    const weight = weights[index] ?? 0;
    if (weight === 0 || unit.places.length === 1) return;
    observed += (weight * (level === "nominal" ? differing(unit) : squares(unit, positions))) / (unit.size - 1);
  });
  return 1 - ((total - 1) * observed) / expected;
}

type Unit = Tally["units"][number];

function marginalsOf({ values, units }: Tally, weights: Int32Array): Float64Array {
  const marginals = new Float64Array(values.length);
  units.forEach(({ places, counts }, index) => {
    const weight = weights[index] ?? 0;
    places.forEach((place, k) => {
      marginals[place] = (marginals[place] ?? 0) + weight * (counts[k] ?? 0);
    });
  });
  return marginals;
}

function meanRanks(marginals: Float64Array): Float64Array {
  let below = 0;
  return marginals.map((count) => {
    const position = below + count / 2;
    below += count;
    return position;
  });
}

/** Ordered pairs of different values, of all values and of a unit's. */
function expectedNominal(marginals: Float64Array, total: number): number {
  return total * total - marginals.reduce((sum, count) => sum + count * count, 0);
}

function differing({ size, counts }: Unit): number {
  return size * size - counts.reduce((sum, count) => sum + count * count, 0);
}

/** Squared differences over ordered pairs: Σ n Σ n p² − (Σ n p)², twice; taken from the mean, which loses no digits. */
function expectedSquares(marginals: Float64Array, positions: Float64Array, total: number): number {
  let sum = 0;
  marginals.forEach((count, place) => {
    sum += count * (positions[place] ?? 0);
  });
  const mean = sum / total;
  let squared = 0;
  marginals.forEach((count, place) => {
    squared += count * ((positions[place] ?? 0) - mean) ** 2;
  });
  return 2 * total * squared;
}

function squares({ places, counts }: Unit, positions: Float64Array): number {
  let sum = 0;
  for (let left = 0; left < places.length; left++) {
    for (let right = left + 1; right < places.length; right++) {
      const gap = (positions[places[left] ?? 0] ?? 0) - (positions[places[right] ?? 0] ?? 0);
      sum += 2 * (counts[left] ?? 0) * (counts[right] ?? 0) * gap * gap;
    }
  }
  return sum;
}
