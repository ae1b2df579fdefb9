import { logistic, meanStep, placeSlope, precisionSlope } from "#app/features/quality/pairs/graded-response.ts";
import { invariant } from "#app/lib/invariant.ts";

// Ratings on an ordered scale, added up with what is known of who gave them: the graded response model (Samejima, 1969;
// McCullagh, 1980) with a leaning and a precision for each contributor, as in many-facet rating (Linacre, 1989). Only the order
// of the steps is used, not their distance: how wide each is follows from how it is used.

export type GivenRating = { item: string; contributor: string; score: number };

export type RatedItem = {
  item: string;
  /** On the scale: what a contributor without leaning, of typical precision, gives on average; with its 95 % interval. */
  mean: number;
  low: number;
  high: number;
  /** The plain mean, beside it. */
  plainMean: number;
  n: number;
};

export type RatingContributor = {
  contributor: string;
  /** How much higher than others they rate the same items, on the scale. */
  bias: number;
  /** 1 is usual; twice that, half the noise. */
  precision: number;
  n: number;
};

export type RatingFit = { items: Array<RatedItem>; contributors: Array<RatingContributor>; isConverged: boolean };

const normal95 = 1.959964;
const mostSweeps = 300;
const closeEnough = 1e-3;
/** Standard deviations of the normal priors, in units of a usual contributor's noise. */
const spread = { item: 2.5, leaning: 1, logPrecision: 0.5 };
/** Added to each step of the scale, so that one nobody used has a place. */
const pseudoRatings = 0.5;
const longestMove = 1;
const mostNewtonSteps = 50;

/**
 * @param scale its least and most score, both whole
 * @returns items best first, equal ones by name; contributors by name
 */
export function fitRatings(ratings: ReadonlyArray<GivenRating>, scale: { least: number; most: number }): RatingFit {
  const columns = columnsOf(ratings, scale);
  const state = startOf(columns);
  let [sweeps, isConverged] = [0, ratings.length === 0];
  while (sweeps < mostSweeps && !isConverged) {
    sweeps += 1;
    const before = { ...state, item: state.item.slice(), leaning: state.leaning.slice() };
    setThresholds(columns, state);
    moveItems(columns, state);
    moveLeanings(columns, state);
    movePrecisions(columns, state);
    centre(columns, state);
    isConverged = sameWithin(closeEnough, before, state);
  }
  return { items: itemsOf(columns, state, scale.least), contributors: contributorsOf(columns, state), isConverged };
}

type Columns = {
  items: ReadonlyArray<string>;
  contributors: ReadonlyArray<string>;
  steps: number;
  item: Int32Array;
  contributor: Int32Array;
  /** Counted from the least score. */
  step: Int32Array;
};

type State = { item: Float64Array; leaning: Float64Array; logPrecision: Float64Array; thresholds: Float64Array };

/** Names are numbered in their order and ratings sorted, so that the order in which they came leaves no trace. */
function columnsOf(ratings: ReadonlyArray<GivenRating>, { least, most }: { least: number; most: number }): Columns {
  invariant(Number.isInteger(least) && Number.isInteger(most) && least < most, "a scale has two whole ends");
  const inside = ({ score }: GivenRating) => Number.isInteger(score) && score >= least && score <= most;
  invariant(ratings.every(inside), "a score is a whole number of the scale");
  const items = [...new Set(ratings.map(({ item }) => item))].sort();
  const contributors = [...new Set(ratings.map(({ contributor }) => contributor))].sort();
  const itemNumber = new Map(items.map((name, number) => [name, number]));
  const contributorNumber = new Map(contributors.map((name, number) => [name, number]));
  const rows = ratings
    .map(({ item, contributor, score }) => ({
      item: itemNumber.get(item) ?? 0,
      contributor: contributorNumber.get(contributor) ?? 0,
      step: score - least,
    }))
    .sort((a, b) => a.item - b.item || a.contributor - b.contributor || a.step - b.step);
  return {
    items,
    contributors,
    steps: most - least + 1,
    item: Int32Array.from(rows, ({ item }) => item),
    contributor: Int32Array.from(rows, ({ contributor }) => contributor),
    step: Int32Array.from(rows, ({ step }) => step),
  };
}

function startOf({ items, contributors, steps }: Columns): State {
  return {
    item: new Float64Array(items.length),
    leaning: new Float64Array(contributors.length),
    logPrecision: new Float64Array(contributors.length),
    thresholds: Float64Array.from({ length: steps - 1 }, (_, threshold) => threshold - (steps - 2) / 2),
  };
}

/** Each threshold is put where the expected number of ratings up to it is the number given: so they stay in order. */
function setThresholds(columns: Columns, state: State): void {
  const { step, steps } = columns;
  const upTo = new Float64Array(steps - 1);
  for (const given of step) for (let at = given; at < steps - 1; at++) upTo[at] = (upTo[at] ?? 0) + 1;
  const places = Float64Array.from(step, (_, row) => rowOf(columns, state, row).place);
  const precisions = Float64Array.from(step, (_, row) => rowOf(columns, state, row).precision);
  for (let at = 0; at < steps - 1; at++) {
    const share = ((upTo[at] ?? 0) + pseudoRatings * (at + 1)) / (step.length + pseudoRatings * steps);
    state.thresholds[at] = thresholdAt(share, state.thresholds[at] ?? 0, places, precisions);
  }
}

/** By Newton's method from where it stood; what is solved rises throughout. */
function thresholdAt(share: number, start: number, places: Float64Array, precisions: Float64Array): number {
  let threshold = start;
  for (let round = 0; round < mostNewtonSteps; round++) {
    let [expected, slope] = [0, 0];
    for (let row = 0; row < places.length; row++) {
      const precision = precisions[row] ?? 1;
      const chance = logistic(precision * (threshold - (places[row] ?? 0)));
      expected += chance;
      slope += precision * chance * (1 - chance);
    }
    const step = (share * places.length - expected) / Math.max(slope, 1e-9);
    const kept = Math.max(-longestMove, Math.min(longestMove, step));
    threshold += kept;
    if (Math.abs(kept) < 1e-6) break;
  }
  return threshold;
}

function sameWithin(distance: number, before: State, after: State): boolean {
  const near = (one: Float64Array, two: Float64Array) =>
    one.every((value, at) => Math.abs(value - (two[at] ?? 0)) < distance);
  return near(before.item, after.item) && near(before.leaning, after.leaning);
}

/** One Newton step for each item. */
function moveItems(columns: Columns, state: State): void {
  move(columns.item, state.item, spread.item, (row) => slopeOfPlace(columns, state, row));
}

function moveLeanings(columns: Columns, state: State): void {
  move(columns.contributor, state.leaning, spread.leaning, (row) => slopeOfPlace(columns, state, row));
}

function movePrecisions(columns: Columns, state: State): void {
  move(columns.contributor, state.logPrecision, spread.logPrecision, (row) => {
    const { place, precision, step } = rowOf(columns, state, row);
    const { slope, information } = precisionSlope(state.thresholds, step, place, precision);
    return { slope, curvature: information };
  });
}

function move(
  owner: Int32Array,
  values: Float64Array,
  deviation: number,
  slopeOf: (row: number) => { slope: number; curvature: number },
): void {
  const precision = 1 / (deviation * deviation);
  const [slopes, curvatures] = [values.map((value) => -value * precision), values.map(() => precision)];
  owner.forEach((at, row) => {
    const { slope, curvature } = slopeOf(row);
    slopes[at] = (slopes[at] ?? 0) + slope;
    curvatures[at] = (curvatures[at] ?? 0) + curvature;
  });
  values.forEach((value, at) => {
    const step = (slopes[at] ?? 0) / (curvatures[at] ?? 1);
    values[at] = value + Math.max(-longestMove, Math.min(longestMove, step));
  });
}

function slopeOfPlace(columns: Columns, state: State, row: number): { slope: number; curvature: number } {
  const { place, precision, step } = rowOf(columns, state, row);
  return placeSlope(state.thresholds, step, place, precision);
}

function rowOf({ item, contributor, step }: Columns, state: State, row: number) {
  const who = contributor[row] ?? 0;
  return {
    place: (state.item[item[row] ?? 0] ?? 0) + (state.leaning[who] ?? 0),
    precision: Math.exp(state.logPrecision[who] ?? 0),
    step: step[row] ?? 0,
  };
}

/** Leanings are against the others, precisions beside the usual, items around the middle: their means are 0, 1 and 0. */
function centre({ contributor }: Columns, { item, leaning, logPrecision, thresholds }: State): void {
  const lift = moveToMean(leaning, leaning) + moveToMean(item, item);
  for (let at = 0; at < thresholds.length; at++) thresholds[at] = (thresholds[at] ?? 0) - lift;
  moveToMean(
    logPrecision,
    Array.from(contributor, (who) => logPrecision[who] ?? 0),
  );
}

/** Subtracts the mean of `sample` from all values, and returns it. */
function moveToMean(values: Float64Array, sample: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < sample.length; at++) sum += sample[at] ?? 0;
  const mean = sample.length > 0 ? sum / sample.length : 0;
  for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) - mean;
  return mean;
}

function itemsOf(columns: Columns, state: State, least: number): Array<RatedItem> {
  const onScale = (place: number) => least + meanStep(state.thresholds, place);
  const [counts, sums] = [new Float64Array(columns.items.length), new Float64Array(columns.items.length)];
  columns.item.forEach((item, row) => {
    counts[item] = (counts[item] ?? 0) + 1;
    sums[item] = (sums[item] ?? 0) + least + (columns.step[row] ?? 0);
  });
  const errors = errorsOf(columns, state);
  const items = columns.items.map((item, number): RatedItem => {
    const place = state.item[number] ?? 0;
    const half = normal95 * (errors[number] ?? 0);
    const n = counts[number] ?? 0;
    const plainMean = (sums[number] ?? 0) / n;
    return { item, mean: onScale(place), low: onScale(place - half), high: onScale(place + half), plainMean, n };
  });
  return items.sort((a, b) => b.mean - a.mean || (a.item < b.item ? -1 : 1));
}

/** A rating tells of its item what it tells at all, less what is not known of its contributor's leaning. */
function errorsOf(columns: Columns, state: State): Float64Array {
  const ofContributor = new Float64Array(columns.contributors.length).fill(1 / spread.leaning ** 2);
  const told = Float64Array.from(columns.item, (_, row) => slopeOfPlace(columns, state, row).curvature);
  columns.contributor.forEach((who, row) => {
    ofContributor[who] = (ofContributor[who] ?? 0) + (told[row] ?? 0);
  });
  const ofItem = new Float64Array(columns.items.length).fill(1 / spread.item ** 2);
  columns.item.forEach((item, row) => {
    const information = told[row] ?? 0;
    const unsure = information / (ofContributor[columns.contributor[row] ?? 0] ?? 1);
    ofItem[item] = (ofItem[item] ?? 0) + information / (1 + unsure);
  });
  return ofItem.map((information) => 1 / Math.sqrt(information));
}

function contributorsOf(columns: Columns, state: State): Array<RatingContributor> {
  const counts = new Float64Array(columns.contributors.length);
  const lifts = new Float64Array(columns.contributors.length);
  columns.contributor.forEach((who, row) => {
    const place = state.item[columns.item[row] ?? 0] ?? 0;
    const lifted = meanStep(state.thresholds, place + (state.leaning[who] ?? 0));
    counts[who] = (counts[who] ?? 0) + 1;
    lifts[who] = (lifts[who] ?? 0) + lifted - meanStep(state.thresholds, place);
  });
  return columns.contributors.map((contributor, who) => ({
    contributor,
    bias: (lifts[who] ?? 0) / (counts[who] ?? 1),
    precision: Math.exp(state.logPrecision[who] ?? 0),
    n: counts[who] ?? 0,
  }));
}
