import { cholesky, solveCholesky } from "#app/features/quality/pairs/linear-algebra.ts";

/** A function to be climbed: its value, its gradient, and its curvature (negated second derivatives, row after row). */
export type Slopes = { objective: number; gradient: Float64Array; curvature: Float64Array };

const mostSteps = 200;
/** No parameter moves further in a step: far out a logistic prior is flat, and Newton's step would fly off. */
const longestMove = 4;
/** Keeps a nearly flat curvature invertible; far below what any vote tells. */
const ridge = 1e-9;

/** The top of a concave function, by Newton's method with shortened steps. */
export function climbToTop(start: Float64Array, slopesAt: (at: Float64Array) => Slopes): Float64Array {
  let at = start;
  let here = slopesAt(at);
  for (let step = 0; step < mostSteps; step++) {
    const size = at.length;
    const curvature = Float64Array.from(here.curvature);
    for (let place = 0; place < size; place++)
      curvature[place * size + place] = (curvature[place * size + place] ?? 0) + ridge;
    const direction = solveCholesky(cholesky(curvature, size), here.gradient);
    const gain = direction.reduce((sum, part, place) => sum + part * (here.gradient[place] ?? 0), 0);
    // What is left to gain is rounding.
    if (gain < 1e-16) break;
    for (let scale = firstScale(direction); scale > 1e-6; scale /= 2) {
      const trial = at.map((value, place) => value + scale * (direction[place] ?? 0));
      const next = slopesAt(trial);
      if (next.objective < here.objective - 1e-9 && scale > 1e-5) continue;
      [at, here] = [trial, next];
      break;
    }
  }
  return at;
}

/** 1, or what keeps every move within `longestMove`. */
export function firstScale(direction: Float64Array): number {
  const longest = direction.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
  return longest > longestMove ? longestMove / longest : 1;
}
