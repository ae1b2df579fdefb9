import { quantile, type Resampling } from "#app/features/quality/agreement/bootstrap.ts";
import { climb, type PairFit } from "#app/features/quality/pairs/bradley-terry.ts";
import type { PairCounts } from "#app/features/quality/pairs/comparisons.ts";
import { denseCurvature } from "#app/features/quality/pairs/component-errors.ts";
import { emptySlopes, hasTies, measureSlopes, type PairParameters } from "#app/features/quality/pairs/davidson.ts";
import { invertPositive } from "#app/features/quality/pairs/linear-algebra.ts";
import { defaultPriorWeight, logisticPrior } from "#app/features/quality/pairs/logistic-prior.ts";
import { centredByComponent } from "#app/features/quality/pairs/pair-errors.ts";
import { drawPoissons, poissonTable } from "#app/features/quality/pairs/poisson.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

export type ScoreIntervals = { low: Float64Array; high: Float64Array };

/** Up to so many items one inverse serves all rounds; beyond, each round climbs for itself. */
const mostItemsOfInverse = 600;
const mostChords = 25;
const closeEnough = 1e-7;
/** From where all votes stand a round is near; what is left after these Newton steps is far below its own noise. */
const mostSteps = 5;

/**
 * Percentile intervals of 95 % by the Poisson bootstrap (Hanley and MacGibbon, 2006): every round each vote counts as often as a
 * Poisson variable of mean 1, so that equal votes are drawn together. For votes that are independent; where contributors
 * repeat themselves, `pairErrors` is honest.
 * @returns intervals of the centred scores, which always hold them
 */
export function bootstrapScores(fit: PairFit, { rounds = 1000, seed = 1 }: Resampling = {}): ScoreIntervals {
  const { counts, component } = fit;
  const random = seededRandom(seed);
  const drawn = copyOf(counts);
  const ofFirst = poissonTable(counts.firstWins);
  const ofSecond = poissonTable(counts.secondWins);
  const ofTies = poissonTable(counts.ties);
  const fitAgain = refitting(fit);
  const samples = Array.from({ length: counts.itemCount }, () => new Float64Array(rounds));
  for (let round = 0; round < rounds; round++) {
    drawPoissons(ofFirst, random, drawn.firstWins);
    drawPoissons(ofSecond, random, drawn.secondWins);
    drawPoissons(ofTies, random, drawn.ties);
    const scores = centredByComponent(fitAgain(drawn).subarray(0, counts.itemCount), component);
    scores.forEach((score, item) => {
      const sample = samples[item];
      if (sample) sample[round] = score;
    });
  }
  const sorted = samples.map((sample) => sample.sort());
  const bound = (share: number) => Float64Array.from(sorted, (sample) => quantile(sample, share));
  const [low, high] = [bound(0.025), bound(0.975)];
  return {
    low: low.map((value, item) => Math.min(value, fit.scores[item] ?? value)),
    high: high.map((value, item) => Math.max(value, fit.scores[item] ?? value)),
  };
}

function copyOf(counts: PairCounts): PairCounts {
  return {
    ...counts,
    firstWins: new Float64Array(counts.first.length),
    secondWins: new Float64Array(counts.first.length),
    ties: new Float64Array(counts.first.length),
  };
}

/**
 * Fits drawn counts from where the fit of all votes stands. The curvature there serves every round (chord method); a round in
 * which that does not arrive, or that drew no tie although ties are modelled, climbs by Newton's method.
 */
function refitting(fit: PairFit): (drawn: PairCounts) => PairParameters {
  const { counts, parameters } = fit;
  const size = counts.itemCount + 1;
  const inverse = size <= mostItemsOfInverse ? inverseCurvature(fit) : null;
  const modelsTies = hasTies(counts);
  return (drawn) => {
    const at = Float64Array.from(parameters);
    if (inverse && hasTies(drawn) === modelsTies && arrives(drawn, modelsTies, inverse, at)) return at;
    at.set(parameters);
    if (!hasTies(drawn)) at[size - 1] = 0;
    climb(drawn, defaultPriorWeight, at, mostSteps);
    return at;
  };
}

function inverseCurvature({ counts, parameters }: PairFit): Float64Array {
  const slopes = emptySlopes(counts);
  measureSlopes(counts, parameters, defaultPriorWeight, slopes);
  return invertPositive(denseCurvature(counts, slopes), counts.itemCount + 1);
}

/** Moves `at` by chords until it rests; false when it does not. */
function arrives(drawn: PairCounts, modelsTies: boolean, inverse: Float64Array, at: PairParameters): boolean {
  const size = at.length;
  const gradient = new Float64Array(size);
  let before = Infinity;
  for (let chord = 0; chord < mostChords; chord++) {
    slope(drawn, modelsTies, at, gradient);
    let largest = 0;
    for (let row = 0; row < size; row++) {
      let move = 0;
      for (let k = 0, cell = row * size; k < size; k++, cell++) move += (inverse[cell] ?? 0) * (gradient[k] ?? 0);
      at[row] = (at[row] ?? 0) + move;
      largest = Math.max(largest, Math.abs(move));
    }
    if (largest < closeEnough) return true;
    if (!(largest < before * 2)) return false;
    before = largest;
  }
  return false;
}

/** The gradient of the log posterior alone. */
function slope(counts: PairCounts, modelsTies: boolean, at: PairParameters, gradient: Float64Array): void {
  const { first, second, firstWins, secondWins, ties } = counts;
  const last = counts.itemCount;
  const nu = modelsTies ? Math.exp(at[last] ?? 0) : 0;
  const root = new Float64Array(last);
  for (let item = 0; item < last; item++) {
    root[item] = Math.exp((at[item] ?? 0) / 2);
    gradient[item] = logisticPrior(at[item] ?? 0, defaultPriorWeight).slope;
  }
  let tieSlope = 0;
  for (let pair = 0; pair < first.length; pair++) {
    const a = first[pair] ?? 0;
    const b = second[pair] ?? 0;
    const wins = firstWins[pair] ?? 0;
    const losses = secondWins[pair] ?? 0;
    const tied = ties[pair] ?? 0;
    const votes = wins + losses + tied;
    const left = root[a] ?? 1;
    const right = root[b] ?? 1;
    const own = left * left;
    const other = right * right;
    const middle = nu * left * right;
    const share = votes / (own + other + middle);
    const move = (wins - losses - share * (own - other)) / 2;
    gradient[a] = (gradient[a] ?? 0) + move;
    gradient[b] = (gradient[b] ?? 0) - move;
    tieSlope += tied - share * middle;
  }
  gradient[last] = modelsTies ? tieSlope + logisticPrior(at[last] ?? 0, defaultPriorWeight).slope : 0;
}
