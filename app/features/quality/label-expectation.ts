// The E-step that the estimators share: rows of log-likelihoods become rows of probabilities.
import type { Knowledge } from "#app/features/quality/votes.ts";

/** Below this a double's exponential is zero. */
const leastExponent = -745;

export type Expectation = {
  /** taskCount × labelCount: log-likelihoods in, probabilities out. */
  rows: Float64Array;
  labelCount: number;
  /** The log-likelihood of all answers, and the entropy of all tasks' probabilities, in nats. */
  logLikelihood: number;
  entropy: number;
};

export function expectationOf(taskCount: number, labelCount: number): Expectation {
  return { rows: new Float64Array(taskCount * labelCount), labelCount, logLikelihood: 0, entropy: 0 };
}

/** Starts every row at the log-priors and forgets the sums. */
export function restart(expectation: Expectation, logPriors: Float64Array): void {
  const { rows, labelCount } = expectation;
  for (let row = 0; row < rows.length; row += labelCount) {
    for (let label = 0; label < labelCount; label++) rows[row + label] = logPriors[label] ?? 0;
  }
  expectation.logLikelihood = 0;
  expectation.entropy = 0;
}

/** Turns all rows into probabilities and adds up likelihood and entropy; the rows of gold tasks become certain. */
export function settle(expectation: Expectation, { gold }: Knowledge): void {
  const { rows, labelCount } = expectation;
  let logLikelihood = 0;
  let entropy = 0;
  for (let row = 0, task = 0; row < rows.length; row += labelCount, task++) {
    const known = gold?.[task] ?? -1;
    if (known >= 0) {
      logLikelihood += rows[row + known] ?? 0;
      rows.fill(0, row, row + labelCount);
      rows[row + known] = 1;
      continue;
    }
    let largest = rows[row] ?? 0;
    for (let label = 1; label < labelCount; label++) largest = Math.max(largest, rows[row + label] ?? 0);
    let sum = 0;
    let moment = 0;
    for (let label = 0; label < labelCount; label++) {
      const below = (rows[row + label] ?? 0) - largest;
      const odds = below === 0 ? 1 : below < leastExponent ? 0 : Math.exp(below);
      if (odds > 0) moment += odds * below;
      sum += odds;
      rows[row + label] = odds;
    }
    for (let label = 0; label < labelCount; label++) rows[row + label] = (rows[row + label] ?? 0) / sum;
    const logSum = Math.log(sum);
    logLikelihood += largest + logSum;
    entropy += logSum - moment / sum;
  }
  expectation.logLikelihood += logLikelihood;
  expectation.entropy += entropy;
}

/** Natural logarithms, into `result`. */
export function logarithms(values: Float64Array, result: Float64Array): void {
  for (let index = 0; index < values.length; index++) result[index] = Math.log(values[index] ?? 0);
}

/** Σ weight × logarithm, where what weighs nothing adds nothing, be its logarithm −∞. */
export function weighedSum(weights: Float64Array, logs: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index] ?? 0;
    if (weight !== 0) sum += weight * (logs[index] ?? 0);
  }
  return sum;
}
