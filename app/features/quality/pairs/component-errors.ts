import type { PairCounts } from "#app/features/quality/pairs/comparisons.ts";
import type { PairSlopes } from "#app/features/quality/pairs/davidson.ts";
import { type Cluster, sandwichErrors, uncentred } from "#app/features/quality/pairs/sandwich.ts";

// The sandwich over one matrix, or where there are many items over one a connected component.

/** Up to so many items ν's uncertainty is counted in; beyond, it is known so well that each component stands for itself. */
const mostItemsTogether = 1000;

export type ErrorInput = { counts: PairCounts; slopes: PairSlopes; component: Int32Array; clusters: Iterable<Cluster> };

/** One standard error a score, centred by component. Its cost grows with the cube of the largest component. */
export function scoreErrors(input: ErrorInput): Float64Array {
  return input.counts.itemCount <= mostItemsTogether ? errorsTogether(input) : errorsByComponent(input);
}

/** How many items the largest component holds. */
export function largestComponent(component: Int32Array): number {
  const sizes = new Int32Array(component.length);
  for (const root of component) sizes[root] = (sizes[root] ?? 0) + 1;
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

function errorsTogether({ counts, slopes, component, clusters }: ErrorInput): Float64Array {
  const curvature = denseCurvature(counts, slopes);
  const centring = Int32Array.of(...component, uncentred);
  return sandwichErrors({ curvature, component: centring, clusters }).subarray(0, counts.itemCount);
}

/** Items of one component, its pairs, and what each contributor said in it. */
type Part = {
  items: Array<number>;
  pairs: Array<number>;
  clusters: Array<{ places: Array<number>; slopes: Array<number> }>;
};

function errorsByComponent({ counts, slopes, component, clusters }: ErrorInput): Float64Array {
  const parts = new Map<number, Part>();
  const placeInPart = new Int32Array(counts.itemCount);
  component.forEach((root, item) => {
    const part = parts.get(root) ?? { items: [], pairs: [], clusters: [] };
    parts.set(root, part);
    placeInPart[item] = part.items.push(item) - 1;
  });
  counts.first.forEach((item, pair) => {
    parts.get(component[item] ?? 0)?.pairs.push(pair);
  });
  for (const cluster of clusters) split(cluster, { parts, component, placeInPart });

  const errors = new Float64Array(counts.itemCount);
  for (const part of parts.values()) {
    const curvature = curvatureOfPart(part, { counts, slopes, placeInPart });
    const own = sandwichErrors({ curvature, component: new Int32Array(part.items.length), clusters: part.clusters });
    part.items.forEach((item, place) => {
      errors[item] = own[place] ?? 0;
    });
  }
  return errors;
}

/** A contributor's slopes go to the components in which they judged. */
function split(
  { places, slopes }: Cluster,
  { parts, component, placeInPart }: { parts: Map<number, Part>; component: Int32Array; placeInPart: Int32Array },
): void {
  const touched = new Map<number, { places: Array<number>; slopes: Array<number> }>();
  places.forEach((place, k) => {
    const root = component[place];
    if (root === undefined) return;
    const own = touched.get(root) ?? { places: [], slopes: [] };
    touched.set(root, own);
    own.places.push(placeInPart[place] ?? 0);
    own.slopes.push(slopes[k] ?? 0);
  });
  for (const [root, own] of touched) parts.get(root)?.clusters.push(own);
}

function curvatureOfPart(
  { items, pairs }: Part,
  { counts, slopes, placeInPart }: { counts: PairCounts; slopes: PairSlopes; placeInPart: Int32Array },
): Float64Array {
  const size = items.length;
  const matrix = new Float64Array(size * size);
  items.forEach((item, place) => {
    matrix[place * size + place] = slopes.prior[item] ?? 0;
  });
  for (const pair of pairs) {
    const a = placeInPart[counts.first[pair] ?? 0] ?? 0;
    const b = placeInPart[counts.second[pair] ?? 0] ?? 0;
    addDifference(matrix, size, a, b, slopes.ofDifference[pair] ?? 0);
  }
  return matrix;
}

/** The curvature of the log posterior as a matrix over the scores and log ν. */
export function denseCurvature(counts: PairCounts, slopes: PairSlopes): Float64Array {
  const size = counts.itemCount + 1;
  const last = size - 1;
  const matrix = new Float64Array(size * size);
  const add = (row: number, column: number, value: number) => {
    matrix[row * size + column] = (matrix[row * size + column] ?? 0) + value;
  };
  slopes.prior.forEach((value, place) => {
    add(place, place, value);
  });
  add(last, last, slopes.ofTie);
  for (let pair = 0; pair < counts.first.length; pair++) {
    const [a, b] = [counts.first[pair] ?? 0, counts.second[pair] ?? 0];
    const cross = slopes.across[pair] ?? 0;
    addDifference(matrix, size, a, b, slopes.ofDifference[pair] ?? 0);
    add(a, last, cross);
    add(last, a, cross);
    add(b, last, -cross);
    add(last, b, -cross);
  }
  return matrix;
}

function addDifference(matrix: Float64Array, size: number, a: number, b: number, value: number): void {
  matrix[a * size + a] = (matrix[a * size + a] ?? 0) + value;
  matrix[b * size + b] = (matrix[b * size + b] ?? 0) + value;
  matrix[a * size + b] = (matrix[a * size + b] ?? 0) - value;
  matrix[b * size + a] = (matrix[b * size + a] ?? 0) - value;
}
