import {
  type Comparison,
  componentsOf,
  countPairs,
  type PairCounts,
  type PairVotes,
  toVotes,
} from "#app/features/quality/pairs/comparisons.ts";
import {
  emptySlopes,
  hasTies,
  measureSlopes,
  type PairParameters,
  type PairSlopes,
} from "#app/features/quality/pairs/davidson.ts";
import { defaultPriorWeight } from "#app/features/quality/pairs/logistic-prior.ts";
import { firstScale } from "#app/features/quality/pairs/newton.ts";
import { centredByComponent, pairErrors } from "#app/features/quality/pairs/pair-errors.ts";

// Bradley–Terry with ties. A score is the natural log of an item's strength, centred to mean 0 in each connected component.

const normal95 = 1.959964;
const mostSteps = 200;
const mostConjugateSteps = 2000;

export type Rating = {
  item: string;
  score: number;
  low: number;
  high: number;
  standardError: number;
  votes: number;
  /** Scores compare only between items of one component, named by its first item. */
  component: string;
};

export type PairFit = {
  counts: PairCounts;
  /** Centred, one an item. */
  scores: Float64Array;
  /** As fitted, before centring. */
  parameters: PairParameters;
  /** Davidson's ν: a comparison of equals is a tie with chance ν / (2 + ν). */
  tieStrength: number;
  component: Int32Array;
  steps: number;
};

/**
 * Scores of everything compared, with intervals of 95 % that hold for repeated votes of the same contributors. At most about
 * 1,000 items; for more, `fitBradleyTerry` and the bootstrap.
 * @returns best first; equal scores by name
 */
export function bradleyTerry(comparisons: ReadonlyArray<Comparison>): Array<Rating> {
  const votes = toVotes(comparisons);
  const fit = fitBradleyTerry(countPairs(votes));
  return toRatings(votes, fit, pairErrors(votes, fit, defaultPriorWeight));
}

/** A score as in chess and on Chatbot Arena's board: 400 points are odds of ten to one; 1,000 is the average of a component. */
export function toElo(score: number): number {
  return 1000 + (400 / Math.LN10) * score;
}

/**
 * The most probable scores under Davidson's model (JASA 65, 1970) and a logistic prior (Newman, JMLR 24, 2023), by Newton's
 * method with conjugate gradients: the log posterior is concave, so there is one top. Any number of items.
 * @param counts from `countPairs`; fractions are welcome
 * @param start parameters of an earlier fit of the same items, to begin from
 */
export function fitBradleyTerry(
  counts: PairCounts,
  priorWeight = defaultPriorWeight,
  start: PairParameters = new Float64Array(counts.itemCount + 1),
): PairFit {
  const parameters = Float64Array.from(start);
  if (!hasTies(counts)) parameters[counts.itemCount] = 0;
  const steps = climb(counts, priorWeight, parameters, mostSteps);
  return toPairFit(counts, parameters, steps);
}

/** A fit from its parameters. */
export function toPairFit(counts: PairCounts, parameters: PairParameters, steps: number): PairFit {
  const component = componentsOf(counts);
  return {
    counts,
    scores: centredByComponent(parameters.subarray(0, counts.itemCount), component),
    parameters,
    tieStrength: hasTies(counts) ? Math.exp(parameters[counts.itemCount] ?? 0) : 0,
    component,
    steps,
  };
}

/** Moves `parameters` towards the top, at most so many Newton steps. */
export function climb(counts: PairCounts, priorWeight: number, parameters: PairParameters, steps: number): number {
  let [here, next] = [emptySlopes(counts), emptySlopes(counts)];
  measureSlopes(counts, parameters, priorWeight, here);
  for (let step = 0; step < steps; step++) {
    const direction = newtonDirection(counts, here);
    const gain = dot(direction, here.gradient);
    // What is left to gain is rounding.
    if (gain < 1e-16) return step;
    const trial = new Float64Array(parameters.length);
    for (let scale = firstScale(direction); scale > 1e-6; scale /= 2) {
      for (let place = 0; place < trial.length; place++)
        trial[place] = (parameters[place] ?? 0) + scale * (direction[place] ?? 0);
      measureSlopes(counts, trial, priorWeight, next);
      if (next.objective >= here.objective - 1e-9) break;
    }
    parameters.set(trial);
    [here, next] = [next, here];
  }
  return steps;
}

/** Ratings of a fit with standard errors, best first. */
export function toRatings(
  votes: PairVotes,
  fit: Pick<PairFit, "scores" | "component">,
  errors: Float64Array,
): Array<Rating> {
  const played = new Int32Array(votes.items.length);
  for (const side of [votes.left, votes.right]) for (const item of side) played[item] = (played[item] ?? 0) + 1;
  const ratings = votes.items.map((item, number): Rating => {
    const score = fit.scores[number] ?? 0;
    const standardError = errors[number] ?? 0;
    const component = votes.items[fit.component[number] ?? number] ?? item;
    const half = normal95 * standardError;
    return { item, score, low: score - half, high: score + half, standardError, votes: played[number] ?? 0, component };
  });
  return ratings.sort((a, b) => b.score - a.score || (a.item < b.item ? -1 : 1));
}

/** Solves curvature · direction = gradient by conjugate gradients, scaled by the diagonal. */
function newtonDirection(counts: PairCounts, slopes: PairSlopes): Float64Array {
  const size = counts.itemCount + 1;
  const diagonal = diagonalOf(counts, slopes);
  const solution = new Float64Array(size);
  const residual = Float64Array.from(slopes.gradient);
  const scaled = residual.map((value, place) => value / (diagonal[place] ?? 1));
  const direction = Float64Array.from(scaled);
  const product = new Float64Array(size);
  let energy = dot(residual, scaled);
  // A thousandth of the way off is near enough: the next step corrects it.
  const enough = energy * 1e-6;
  for (let step = 0; step < mostConjugateSteps && energy > enough; step++) {
    multiply(counts, slopes, direction, product);
    const length = energy / dot(direction, product);
    let after = 0;
    for (let place = 0; place < size; place++) {
      solution[place] = (solution[place] ?? 0) + length * (direction[place] ?? 0);
      const rest = (residual[place] ?? 0) - length * (product[place] ?? 0);
      residual[place] = rest;
      const share = rest / (diagonal[place] ?? 1);
      scaled[place] = share;
      after += rest * share;
    }
    const turn = after / energy;
    for (let place = 0; place < size; place++) direction[place] = (scaled[place] ?? 0) + turn * (direction[place] ?? 0);
    energy = after;
  }
  return solution;
}

function diagonalOf(counts: PairCounts, slopes: PairSlopes): Float64Array {
  const diagonal = Float64Array.from(slopes.prior);
  for (let pair = 0; pair < counts.first.length; pair++) {
    const [a, b] = [counts.first[pair] ?? 0, counts.second[pair] ?? 0];
    diagonal[a] = (diagonal[a] ?? 0) + (slopes.ofDifference[pair] ?? 0);
    diagonal[b] = (diagonal[b] ?? 0) + (slopes.ofDifference[pair] ?? 0);
  }
  diagonal[counts.itemCount] = (diagonal[counts.itemCount] ?? 0) + slopes.ofTie;
  // An item that was never compared and has no prior stays where it is.
  return diagonal.map((value) => (value > 0 ? value : 1));
}

function multiply(counts: PairCounts, slopes: PairSlopes, vector: Float64Array, product: Float64Array): void {
  const last = counts.itemCount;
  const ofTie = vector[last] ?? 0;
  let tie = slopes.ofTie * ofTie;
  for (let place = 0; place <= last; place++) product[place] = (slopes.prior[place] ?? 0) * (vector[place] ?? 0);
  const { first, second } = counts;
  const { ofDifference, across } = slopes;
  for (let pair = 0; pair < first.length; pair++) {
    const a = first[pair] ?? 0;
    const b = second[pair] ?? 0;
    const difference = (vector[a] ?? 0) - (vector[b] ?? 0);
    const cross = across[pair] ?? 0;
    const part = (ofDifference[pair] ?? 0) * difference + cross * ofTie;
    product[a] = (product[a] ?? 0) + part;
    product[b] = (product[b] ?? 0) - part;
    tie += cross * difference;
  }
  product[last] = (product[last] ?? 0) + tie;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < left.length; place++) sum += (left[place] ?? 0) * (right[place] ?? 0);
  return sum;
}
