import { type Tally, tallyOf } from "#app/features/quality/agreement/agreement-units.ts";
import { bootstrap, type Resampling } from "#app/features/quality/agreement/bootstrap.ts";
import type { Agreement } from "#app/features/quality/agreement/krippendorff.ts";

/**
 * Fleiss' kappa (1971) of values without order, with a bootstrap interval over units. Units may have unlike numbers of answers
 * (from two on): each unit's agreement counts once, and chance is that of all answers. With like numbers it is Fleiss' own.
 * @param units the values given to each unit, by `unitsOf`
 * @returns null where all values are the same
 */
export function fleissAgreement(units: ReadonlyArray<ReadonlyArray<number>>, resampling: Resampling = {}): Agreement {
  const tally = tallyOf(units);
  const estimate = bootstrap(tally.units.length, (weights) => kappaOf(tally, weights), resampling);
  return { ...estimate, units: tally.units.length, values: tally.units.reduce((sum, { size }) => sum + size, 0) };
}

function kappaOf({ units, values }: Tally, weights: Int32Array): number | null {
  const shares = new Float64Array(values.length);
  let [agreed, unitCount, answers] = [0, 0, 0];
  units.forEach(({ size, places, counts }, index) => {
    const weight = weights[index] ?? 0;
    unitCount += weight;
    answers += weight * size;
    agreed += (weight * counts.reduce((sum, count) => sum + count * (count - 1), 0)) / (size * (size - 1));
    places.forEach((place, k) => {
      shares[place] = (shares[place] ?? 0) + weight * (counts[k] ?? 0);
    });
  });
  const chance = shares.reduce((sum, count) => sum + (count / answers) ** 2, 0);
  const mean = agreed / unitCount;
  return chance < 1 - 1e-12 ? (mean - chance) / (1 - chance) : null;
}
