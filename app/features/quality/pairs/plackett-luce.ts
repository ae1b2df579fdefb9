import type { Rating } from "#app/features/quality/pairs/bradley-terry.ts";
import { rootOf } from "#app/features/quality/pairs/comparisons.ts";
import { defaultPriorWeight, logisticPrior } from "#app/features/quality/pairs/logistic-prior.ts";
import { climbToTop, type Slopes } from "#app/features/quality/pairs/newton.ts";
import { centredByComponent } from "#app/features/quality/pairs/pair-errors.ts";
import {
  type Choice,
  type Choices,
  membersOf,
  type Ranking,
  toChoices,
} from "#app/features/quality/pairs/ranking-choices.ts";
import { type Cluster, sandwichErrors, uncentred } from "#app/features/quality/pairs/sandwich.ts";

// Plackett–Luce for rankings in tiers (Turner, van Etten, Firth and Kosmidis, Computational Statistics 35, 2020): a tier S is
// chosen from what is left with odds δ(|S|) · (product of the strengths in S)^(1/|S|). For pairs this is Davidson's model, so
// that scores mean what those of bradley-terry.ts mean.

const normal95 = 1.959964;

export type PlackettLuce = {
  /** Best first; `votes` is in how many rankings an item stands. */
  ratings: Array<Rating>;
  /** δ of tiers of two, three …: as often as a tier of one among equals is chosen. */
  tieStrengths: Array<number>;
};

/**
 * Scores of everything ranked, with intervals of 95 % clustered by contributor. Up to some hundred items, rankings of at most
 * twelve; `unacceptable` items are passed as the last tier, items left out of a ranking as absent.
 */
export function plackettLuce(rankings: ReadonlyArray<Ranking>): PlackettLuce {
  const choices = toChoices(rankings);
  const start = new Float64Array(choices.items.length + choices.largestTie - 1);
  const parameters = climbToTop(start, (at) => slopesAt(choices, at));
  const itemCount = choices.items.length;
  const component = componentsOfRankings(choices);
  const scores = centredByComponent(parameters.subarray(0, itemCount), component);
  const errors = errorsOf(choices, parameters, component);
  const votes = new Int32Array(itemCount);
  for (const { items } of choices.rankings) for (const item of items) votes[item] = (votes[item] ?? 0) + 1;

  const ratings = choices.items.map((item, number): Rating => {
    const [score, standardError] = [scores[number] ?? 0, errors[number] ?? 0];
    const half = normal95 * standardError;
    const interval = { low: score - half, high: score + half };
    return {
      item,
      score,
      ...interval,
      standardError,
      votes: votes[number] ?? 0,
      component: nameOf(choices, component, number),
    };
  });
  ratings.sort((a, b) => b.score - a.score || (a.item < b.item ? -1 : 1));
  return { ratings, tieStrengths: Array.from(parameters.subarray(itemCount), Math.exp) };
}

function nameOf({ items }: Choices, component: Int32Array, number: number): string {
  return items[component[number] ?? number] ?? "";
}

function componentsOfRankings({ items, rankings }: Choices): Int32Array {
  const parent = Int32Array.from(items, (_, item) => item);
  for (const ranking of rankings) {
    for (const item of ranking.items) {
      const [a, b] = [rootOf(parent, item), rootOf(parent, ranking.items[0] ?? item)];
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
  return parent.map((_, item) => rootOf(parent, item));
}

function slopesAt(choices: Choices, parameters: Float64Array): Slopes {
  const size = parameters.length;
  const slopes: Slopes = { objective: 0, gradient: new Float64Array(size), curvature: new Float64Array(size * size) };
  choices.choices.forEach((choice, at) => {
    const count = choices.counts[at] ?? 0;
    const { places, slope, curvature, logChance } = choiceSlopes(choices, choice, parameters);
    slopes.objective += count * logChance;
    places.forEach((row, k) => {
      slopes.gradient[row] = (slopes.gradient[row] ?? 0) + count * (slope[k] ?? 0);
      places.forEach((column, m) => {
        const cell = row * size + column;
        slopes.curvature[cell] = (slopes.curvature[cell] ?? 0) + count * (curvature[k * places.length + m] ?? 0);
      });
    });
  });
  parameters.forEach((value, place) => {
    const prior = logisticPrior(value, defaultPriorWeight);
    slopes.objective += prior.density;
    slopes.gradient[place] = (slopes.gradient[place] ?? 0) + prior.slope;
    slopes.curvature[place * size + place] = (slopes.curvature[place * size + place] ?? 0) + prior.curvature;
  });
  return slopes;
}

type ChoiceSlopes = { places: Array<number>; slope: Float64Array; curvature: Float64Array; logChance: number };

/**
 * A choice is a multinomial logit over the sets that could have been chosen: a set's features are 1/|S| at each of its items and
 * 1 at its size. Slope: the chosen set's features less the mean; curvature: their covariance. Over the places it touches.
 */
function choiceSlopes(choices: Choices, { alternatives, chosen }: Choice, parameters: Float64Array): ChoiceSlopes {
  const size = Math.min(alternatives.length, choices.largestTie);
  const orders = Array.from({ length: size - 1 }, (_, order) => choices.items.length + order);
  const places = [...alternatives, ...orders];
  const scores = places.map((place) => parameters[place] ?? 0);
  const sets = choices.sets[alternatives.length] ?? [];
  const logOdds = sets.map((set) => logOddsOf(set, alternatives.length, scores));
  const top = Math.max(...logOdds);
  const total = logOdds.reduce((sum, odds) => sum + Math.exp(odds - top), 0);

  const mean = new Float64Array(places.length);
  const curvature = new Float64Array(places.length ** 2);
  sets.forEach((set, at) => {
    const chance = Math.exp((logOdds[at] ?? 0) - top) / total;
    addFeatures(set, alternatives.length, chance, mean);
    addProducts(set, alternatives.length, chance, curvature, places.length);
  });
  for (let k = 0; k < places.length; k++) {
    for (let m = 0; m <= k; m++) {
      const covariance = (curvature[k * places.length + m] ?? 0) - (mean[k] ?? 0) * (mean[m] ?? 0);
      curvature[k * places.length + m] = covariance;
      curvature[m * places.length + k] = covariance;
    }
  }
  const slope = new Float64Array(places.length);
  const taken = membersOf(chosen);
  addFeatures(taken, alternatives.length, 1, slope);
  mean.forEach((value, k) => {
    slope[k] = (slope[k] ?? 0) - value;
  });
  const logChance = logOddsOf(taken, alternatives.length, scores) - top - Math.log(total);
  return { places, slope, curvature, logChance };
}

type ChosenSet = ReadonlyArray<number>;

function logOddsOf(set: ChosenSet, alternatives: number, scores: ReadonlyArray<number>): number {
  let sum = 0;
  for (const place of set) sum += scores[place] ?? 0;
  return sum / set.length + (set.length > 1 ? (scores[alternatives + set.length - 2] ?? 0) : 0);
}

/** Adds `weight` times the set's features to `sum`. */
function addFeatures(set: ChosenSet, alternatives: number, weight: number, sum: Float64Array): void {
  const share = weight / set.length;
  for (const place of set) sum[place] = (sum[place] ?? 0) + share;
  const order = alternatives + set.length - 2;
  if (set.length > 1) sum[order] = (sum[order] ?? 0) + weight;
}

/** Adds `weight` times the products of the set's features to the lower triangle. */
function addProducts(set: ChosenSet, alternatives: number, weight: number, products: Float64Array, size: number): void {
  const share = weight / set.length;
  const square = share / set.length;
  const order = alternatives + set.length - 2;
  for (let k = 0; k < set.length; k++) {
    const row = (set[k] ?? 0) * size;
    for (let m = 0; m <= k; m++) {
      const cell = row + (set[m] ?? 0);
      products[cell] = (products[cell] ?? 0) + square;
    }
    const cell = order * size + (set[k] ?? 0);
    if (set.length > 1) products[cell] = (products[cell] ?? 0) + share;
  }
  const corner = order * size + order;
  if (set.length > 1) products[corner] = (products[corner] ?? 0) + weight;
}

function errorsOf(choices: Choices, parameters: Float64Array, component: Int32Array): Float64Array {
  const centring = new Int32Array(parameters.length).fill(uncentred);
  centring.set(component);
  const { curvature } = slopesAt(choices, parameters);
  return sandwichErrors({ curvature, component: centring, clusters: clustersOf(choices, parameters) });
}

/** Slopes summed by contributor; a ranking without one is a cluster of its own. */
function* clustersOf(choices: Choices, parameters: Float64Array): Generator<Cluster> {
  const ofChoice = choices.choices.map((choice) => choiceSlopes(choices, choice, parameters));
  const groups = new Map<number, Map<number, number>>();
  for (const [at, ranking] of choices.rankings.entries()) {
    const key = ranking.contributor >= 0 ? ranking.contributor : choices.contributors.length + at;
    const sums = groups.get(key) ?? new Map<number, number>();
    groups.set(key, sums);
    for (const choice of ranking.choices) {
      const found = ofChoice[choice];
      found?.places.forEach((place, k) => {
        sums.set(place, (sums.get(place) ?? 0) + (found.slope[k] ?? 0));
      });
    }
  }
  for (const sums of groups.values()) yield { places: [...sums.keys()], slopes: [...sums.values()] };
}
