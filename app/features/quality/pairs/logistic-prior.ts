/** Half a win and half a loss of each item against an imaginary one of score 0: even who always won has a finite score. */
export const defaultPriorWeight = 0.5;

/**
 * The log density of a logistic prior worth `weight` wins and as many losses against an imaginary item of score 0 (Newman, JMLR
 * 24, 2023, with weight 1), up to a constant; its slope, and its curvature (negated second derivative).
 */
export function logisticPrior(value: number, weight: number): { density: number; slope: number; curvature: number } {
  const small = Math.exp(-Math.abs(value));
  return {
    density: -weight * (Math.abs(value) + 2 * Math.log1p(small)),
    slope: (-weight * Math.sign(value) * (1 - small)) / (1 + small),
    curvature: (2 * weight * small) / (1 + small) ** 2,
  };
}
