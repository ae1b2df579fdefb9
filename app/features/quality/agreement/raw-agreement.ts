import { tallyOf } from "#app/features/quality/agreement/agreement-units.ts";
import { bootstrap, type Resampling } from "#app/features/quality/agreement/bootstrap.ts";
import type { Agreement } from "#app/features/quality/agreement/krippendorff.ts";

/**
 * The share of pairs of answers to one unit that are equal, each unit counting once: what a reader expects by "80 % agree". It
 * does not know what chance would give, so it stands beside a coefficient that does.
 * @param units the values given to each unit, by `unitsOf`
 */
export function rawAgreement(units: ReadonlyArray<ReadonlyArray<number>>, resampling: Resampling = {}): Agreement {
  const tally = tallyOf(units);
  const shares = tally.units.map(({ size, counts }) => {
    return counts.reduce((sum, count) => sum + count * (count - 1), 0) / (size * (size - 1));
  });
  const mean = (weights: Int32Array) => {
    return shares.reduce((sum, share, unit) => sum + share * (weights[unit] ?? 0), 0) / shares.length;
  };
  const estimate = bootstrap(shares.length, mean, resampling);
  return { ...estimate, units: shares.length, values: tally.units.reduce((sum, { size }) => sum + size, 0) };
}
