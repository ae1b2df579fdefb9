// The cumulative (graded) model of a rating on an ordered scale, for ratings.ts. A rating is the step into which
// item + leaning + noise falls; the noise is logistic and the less the more precise the contributor.

/** Upper and lower bound of a step as seen by somebody of this precision; the outermost are infinite. */
type Bounds = { upper: number; lower: number };

function boundsOf(thresholds: Float64Array, step: number, place: number, precision: number): Bounds {
  return {
    upper: step < thresholds.length ? precision * ((thresholds[step] ?? 0) - place) : Infinity,
    lower: step > 0 ? precision * ((thresholds[step - 1] ?? 0) - place) : -Infinity,
  };
}

export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** The slope of a rating's log chance in its place (item + leaning), and its curvature (negated second derivative). */
export function placeSlope(
  thresholds: Float64Array,
  step: number,
  place: number,
  precision: number,
): { slope: number; curvature: number } {
  const { upper, lower } = boundsOf(thresholds, step, place, precision);
  const [above, below] = [logistic(upper), logistic(lower)];
  const curvature = precision * precision * (above * (1 - above) + below * (1 - below));
  return { slope: precision * (above + below - 1), curvature };
}

/** The slope of a rating's log chance in the log of the precision, and its expected information. */
export function precisionSlope(
  thresholds: Float64Array,
  step: number,
  place: number,
  precision: number,
): { slope: number; information: number } {
  let [slope, information] = [0, 0];
  for (let other = 0; other <= thresholds.length; other++) {
    const { upper, lower } = boundsOf(thresholds, other, place, precision);
    const chance = Math.max(logistic(upper) - logistic(lower), 1e-12);
    const change = momentum(upper) - momentum(lower);
    information += (change * change) / chance;
    if (other === step) slope = change / chance;
  }
  return { slope, information };
}

/** The mean step at `place`, of somebody of the usual precision: Σ P(step > c). */
export function meanStep(thresholds: Float64Array, place: number): number {
  return thresholds.reduce((sum, threshold) => sum + logistic(place - threshold), 0);
}

/** x σ(x) (1 − σ(x)), which is 0 at either infinity. */
function momentum(value: number): number {
  const chance = logistic(value);
  return Number.isFinite(value) ? value * chance * (1 - chance) : 0;
}
