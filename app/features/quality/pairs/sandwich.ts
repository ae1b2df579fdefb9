import { invertPositive } from "#app/features/quality/pairs/linear-algebra.ts";

/** The slope of the log likelihood of votes that belong together (one contributor's), at some places of the parameters. */
export type Cluster = { places: ReadonlyArray<number>; slopes: ReadonlyArray<number> };

/** Marks a parameter that is no score and is not centred. */
export const uncentred = -1;

/**
 * Standard errors of parameters, scores centred by component: the larger of the clustered sandwich A⁻¹ (Σ g gᵀ) A⁻¹ · C/(C − 1)
 * and of the model's own A⁻¹, since few clusters make the sandwich too sure.
 * @param curvature the log posterior's, over all parameters
 * @param component one a parameter: the number of its component's first score, or `uncentred`
 * @returns one a parameter
 */
export function sandwichErrors({
  curvature,
  component,
  clusters,
}: {
  curvature: Float64Array;
  component: Int32Array;
  clusters: Iterable<Cluster>;
}): Float64Array {
  const size = component.length;
  const groups = groupsOf(component);
  const centred = centredRows(invertPositive(curvature, size), size, groups);
  const own = ownVariances(centred, size, groups);
  const { variances, count } = clusterVariances(centred, size, clusters);
  const inflation = count > 1 ? count / (count - 1) : 0;
  return own.map((variance, place) => Math.sqrt(Math.max(variance, (variances[place] ?? 0) * inflation)));
}

/** Parameters that are centred together; an uncentred one is in none. */
function groupsOf(component: Int32Array): Array<Array<number>> {
  const groups = new Map<number, Array<number>>();
  component.forEach((root, place) => {
    if (root === uncentred) return;
    const group = groups.get(root);
    if (group) group.push(place);
    else groups.set(root, [place]);
  });
  return [...groups.values()];
}

function clusterVariances(
  centred: Float64Array,
  size: number,
  clusters: Iterable<Cluster>,
): { variances: Float64Array; count: number } {
  const variances = new Float64Array(size);
  let count = 0;
  for (const { places, slopes } of clusters) {
    count += 1;
    for (let row = 0; row < size; row++) {
      let influence = 0;
      for (let k = 0; k < places.length; k++) {
        influence += (centred[row * size + (places[k] ?? 0)] ?? 0) * (slopes[k] ?? 0);
      }
      variances[row] = (variances[row] ?? 0) + influence * influence;
    }
  }
  return { variances, count };
}

/** C A⁻¹: each score's row less the mean row of its group. */
function centredRows(inverse: Float64Array, size: number, groups: ReadonlyArray<ReadonlyArray<number>>): Float64Array {
  const rows = Float64Array.from(inverse);
  for (const group of groups) {
    for (let column = 0; column < size; column++) {
      const mean = meanOf(group, (place) => inverse[place * size + column] ?? 0);
      for (const place of group) rows[place * size + column] = (inverse[place * size + column] ?? 0) - mean;
    }
  }
  return rows;
}

/** The diagonal of C A⁻¹ Cᵀ, from C A⁻¹. */
function ownVariances(centred: Float64Array, size: number, groups: ReadonlyArray<ReadonlyArray<number>>): Float64Array {
  const variances = Float64Array.from({ length: size }, (_, place) => centred[place * size + place] ?? 0);
  for (const group of groups) {
    for (const place of group) {
      const mean = meanOf(group, (other) => centred[place * size + other] ?? 0);
      variances[place] = Math.max(0, (variances[place] ?? 0) - mean);
    }
  }
  return variances;
}

function meanOf(group: ReadonlyArray<number>, numberOf: (place: number) => number): number {
  let sum = 0;
  for (const place of group) sum += numberOf(place);
  return sum / group.length;
}
