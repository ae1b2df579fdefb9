import type { PairCounts } from "#app/features/quality/pairs/comparisons.ts";
import { logisticPrior } from "#app/features/quality/pairs/logistic-prior.ts";

// Davidson's model of a comparison with ties and its log posterior's derivatives, for bradley-terry.ts and its kin.
// P(first wins) : P(second wins) : P(tie) = eˣ : e⁻ˣ : ν, x half the difference of the scores (natural log of strength).

/** Scores of the items, and last the log of ν; without any tie ν is 0 and its place holds 0. */
export type PairParameters = Float64Array;

export type Chances = { first: number; second: number; tie: number };

/**
 * How probable each result of a comparison is.
 * @param logTie log ν; −Infinity where ties cannot happen
 */
export function davidsonChances(difference: number, logTie: number): Chances {
  // Relative to the likeliest, so that nothing overflows.
  const top = Math.max(Math.abs(difference) / 2, logTie);
  const [first, second] = [Math.exp(difference / 2 - top), Math.exp(-difference / 2 - top)];
  const tie = Math.exp(logTie - top);
  const sum = first + second + tie;
  return { first: first / sum, second: second / sum, tie: tie / sum };
}

/** What Newton's step needs at one point: gradient, and the curvature in factors (one row a pair). */
export type PairSlopes = {
  objective: number;
  gradient: Float64Array;
  /** Curvature (negated second derivative) in the difference, across difference and log ν, and in log ν; and the priors'. */
  ofDifference: Float64Array;
  across: Float64Array;
  ofTie: number;
  prior: Float64Array;
};

export function emptySlopes(counts: PairCounts): PairSlopes {
  return {
    objective: 0,
    gradient: new Float64Array(counts.itemCount + 1),
    ofDifference: new Float64Array(counts.first.length),
    across: new Float64Array(counts.first.length),
    ofTie: 0,
    prior: new Float64Array(counts.itemCount + 1),
  };
}

export function hasTies(counts: PairCounts): boolean {
  return counts.ties.some((ties) => ties > 0);
}

/**
 * Log posterior, gradient and curvature at `at`, written into `slopes`. Each score and log ν has a
 * logistic prior.
 */
export function measureSlopes(counts: PairCounts, at: PairParameters, priorWeight: number, slopes: PairSlopes): void {
  const last = counts.itemCount;
  const hasTie = hasTies(counts);
  const nu = hasTie ? Math.exp(at[last] ?? 0) : 0;
  const root = Float64Array.from(at, (score) => Math.exp(score / 2));
  const { gradient, ofDifference, across } = slopes;
  gradient.fill(0);
  let objective = 0;
  let ofTie = 0;
  let tieSlope = 0;
  for (let pair = 0; pair < counts.first.length; pair++) {
    const a = counts.first[pair] ?? 0;
    const b = counts.second[pair] ?? 0;
    const wins = counts.firstWins[pair] ?? 0;
    const losses = counts.secondWins[pair] ?? 0;
    const ties = counts.ties[pair] ?? 0;
    const votes = wins + losses + ties;
    const ratio = (root[a] ?? 1) / (root[b] ?? 1);
    const sum = ratio + 1 / ratio + nu;
    const lead = (ratio - 1 / ratio) / (2 * sum);
    const tied = nu / sum;
    const slope = (wins - losses) / 2 - votes * lead;
    gradient[a] = (gradient[a] ?? 0) + slope;
    gradient[b] = (gradient[b] ?? 0) - slope;
    ofDifference[pair] = votes * ((1 - tied) / 4 - lead * lead);
    across[pair] = -votes * lead * tied;
    ofTie += votes * tied * (1 - tied);
    tieSlope += ties - votes * tied;
    objective += ((wins - losses) * ((at[a] ?? 0) - (at[b] ?? 0))) / 2 + ties * (at[last] ?? 0) - votes * Math.log(sum);
  }
  gradient[last] = tieSlope;
  slopes.ofTie = ofTie;
  slopes.objective = objective + addPrior(slopes, at, priorWeight, hasTie);
  if (!hasTie) gradient[last] = 0;
}

/** Without ties log ν is held at 0 by a curvature of one and no slope. */
function addPrior({ gradient, prior }: PairSlopes, at: PairParameters, weight: number, hasTie: boolean): number {
  let objective = 0;
  const free = hasTie ? at.length : at.length - 1;
  prior[at.length - 1] = 1;
  for (let place = 0; place < free; place++) {
    const { density, slope, curvature } = logisticPrior(at[place] ?? 0, weight);
    objective += density;
    gradient[place] = (gradient[place] ?? 0) + slope;
    prior[place] = curvature;
  }
  return objective;
}
