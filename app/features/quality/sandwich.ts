import { invertPositive } from "#app/features/quality/linear-algebra.ts";

/** The slope of the log likelihood of votes that belong together (one contributor's), at some places of the parameters. */
export type Cluster = { places: ReadonlyArray<number>; slopes: ReadonlyArray<number> };

/**
 * Standard errors of scores centred by component: the larger of the clustered sandwich A⁻¹ (Σ g gᵀ) A⁻¹ · C/(C − 1) and of the
 * model's own A⁻¹, since few clusters make the sandwich too sure.
 * @param curvature the log posterior's, over all parameters; the first `component.length` of them are the scores
 * @returns one a score
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
  const size = Math.round(Math.sqrt(curvature.length));
  const inverse = invertPositive(curvature, size);
  const centred = centredRows(inverse, size, component);
  const own = ownVariances(centred, size, component);
  const { variances, count } = clusterVariances(centred, size, component.length, clusters);
  const inflation = count > 1 ? count / (count - 1) : 0;
  return own.map((variance, score) => Math.sqrt(Math.max(variance, (variances[score] ?? 0) * inflation)));
}

function clusterVariances(
  centred: Float64Array,
  size: number,
  scores: number,
  clusters: Iterable<Cluster>,
): { variances: Float64Array; count: number } {
  const variances = new Float64Array(scores);
  let count = 0;
  for (const { places, slopes } of clusters) {
    count += 1;
    for (let score = 0; score < scores; score++) {
      let influence = 0;
      for (let k = 0; k < places.length; k++)
        influence += (centred[score * size + (places[k] ?? 0)] ?? 0) * (slopes[k] ?? 0);
      variances[score] = (variances[score] ?? 0) + influence * influence;
    }
  }
  return { variances, count };
}

/** The rows of the scores, less the mean row of their component. */
function centredRows(inverse: Float64Array, size: number, component: Int32Array): Float64Array {
  const [means, sizes] = [new Float64Array(component.length * size), new Float64Array(component.length)];
  component.forEach((root, score) => {
    sizes[root] = (sizes[root] ?? 0) + 1;
    for (let k = 0; k < size; k++)
      means[root * size + k] = (means[root * size + k] ?? 0) + (inverse[score * size + k] ?? 0);
  });
  const rows = new Float64Array(component.length * size);
  component.forEach((root, score) => {
    for (let k = 0; k < size; k++) {
      rows[score * size + k] = (inverse[score * size + k] ?? 0) - (means[root * size + k] ?? 0) / (sizes[root] ?? 1);
    }
  });
  return rows;
}

/** The diagonal of C A⁻¹ Cᵀ, from C A⁻¹. */
function ownVariances(centred: Float64Array, size: number, component: Int32Array): Float64Array {
  const sizes = new Float64Array(component.length);
  const members = new Map<number, Array<number>>();
  component.forEach((root, score) => {
    sizes[root] = (sizes[root] ?? 0) + 1;
    members.set(root, [...(members.get(root) ?? []), score]);
  });
  return Float64Array.from(component, (root, score) => {
    let mean = 0;
    for (const member of members.get(root) ?? []) mean += centred[score * size + member] ?? 0;
    return Math.max(0, (centred[score * size + score] ?? 0) - mean / (sizes[root] ?? 1));
  });
}
