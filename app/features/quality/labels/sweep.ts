// One pass over all answers, task by task: what the answers say of a task becomes a row of probabilities (the E-step), and
// while the row is at hand each answer adds it to the counts of its worker (half of the M-step).
import { sweepThree, sweepTwo } from "#app/features/quality/labels/sweep-few.ts";
import type { Knowledge, Votes } from "#app/features/quality/labels/votes.ts";

/** Factors lie in 1e-16 … 1e16; so many of them multiply without leaving a double's range. Longer tasks add logarithms. */
const mostFactors = 16;
/** Below this a double's exponential is zero. */
const leastExponent = -745;

/** One coin a key (a worker, a pair, an answer): an answer multiplies the odds of its label. */
export type OddsModel = {
  priors: Float64Array;
  /** One an answer. */
  keys: Int32Array;
  logOdds: Float64Array;
};
/** A row a pair: P(given label | true label). */
export type ErrorModel = { priors: Float64Array; logErrors: Float64Array };

/**
 * @param posterior taskCount × labelCount, filled
 * @param right one a key, filled: the expected number of its answers that are right
 * @returns Σ over tasks of the logarithm of what the row summed to before it was scaled
 */
export function sweepOdds(
  votes: Votes,
  model: OddsModel & Knowledge,
  { posterior, right }: { posterior: Float64Array; right: Float64Array },
): number {
  const { taskStarts, labels, taskCount, labelCount } = votes;
  const { keys, logOdds, priors } = model;
  // Of keys that are as many as the answers nothing is saved by taking exponentials first, and they may be too large.
  const most = logOdds.length < votes.size ? mostFactors : 0;
  const odds = most > 0 ? logOdds.map(Math.exp) : logOdds;
  const logPriors = priors.map(Math.log);
  const scale = logScale();
  right.fill(0);
  for (let task = 0; task < taskCount; task++) {
    const start = taskStarts[task] ?? 0;
    const end = taskStarts[task + 1] ?? 0;
    const row = task * labelCount;
    const isShort = end - start <= most;
    const first = isShort ? priors : logPriors;
    for (let label = 0; label < labelCount; label++) posterior[row + label] = first[label] ?? 0;
    for (let answer = start; answer < end; answer++) {
      const place = row + (labels[answer] ?? 0);
      const key = keys[answer] ?? 0;
      if (isShort) posterior[place] = (posterior[place] ?? 0) * (odds[key] ?? 0);
      else posterior[place] = (posterior[place] ?? 0) + (logOdds[key] ?? 0);
    }
    settle({ posterior, row, labelCount }, isShort, { scale, known: model.gold?.[task] ?? -1 });
    for (let answer = start; answer < end; answer++) {
      const key = keys[answer] ?? 0;
      right[key] = (right[key] ?? 0) + (posterior[row + (labels[answer] ?? 0)] ?? 0);
    }
  }
  return scale.sum();
}

/**
 * @param posterior taskCount × labelCount, filled
 * @param counts a row a pair, filled: how often it is expected to have met each true label
 * @returns Σ over tasks of the logarithm of what the row summed to before it was scaled
 */
export function sweepErrors(
  votes: Votes,
  { priors, logErrors, gold }: ErrorModel & Knowledge,
  { posterior, counts }: { posterior: Float64Array; counts: Float64Array },
): number {
  const { taskStarts, pairs, taskCount, labelCount } = votes;
  const errors = logErrors.map(Math.exp);
  if (labelCount <= 3 && hasOnlyShort(votes)) {
    const few = { priors, errors, gold };
    if (labelCount === 2) return sweepTwo(votes, few, { posterior, counts });
    if (labelCount === 3) return sweepThree(votes, few, { posterior, counts });
  }
  const logPriors = priors.map(Math.log);
  const scale = logScale();
  counts.fill(0);
  for (let task = 0; task < taskCount; task++) {
    const start = taskStarts[task] ?? 0;
    const end = taskStarts[task + 1] ?? 0;
    const row = task * labelCount;
    const isShort = end - start <= mostFactors;
    const first = isShort ? priors : logPriors;
    for (let label = 0; label < labelCount; label++) posterior[row + label] = first[label] ?? 0;
    for (let answer = start; answer < end; answer++) {
      const pair = (pairs[answer] ?? 0) * labelCount;
      if (isShort) multiplyRow(posterior, row, { factors: errors, from: pair, labelCount });
      else addRow(posterior, row, { factors: logErrors, from: pair, labelCount });
    }
    settle({ posterior, row, labelCount }, isShort, { scale, known: gold?.[task] ?? -1 });
    for (let answer = start; answer < end; answer++) {
      const pair = (pairs[answer] ?? 0) * labelCount;
      addRow(counts, pair, { factors: posterior, from: row, labelCount });
    }
  }
  return scale.sum();
}

function hasOnlyShort({ taskStarts }: Votes): boolean {
  return taskStarts.every((start, task) => (taskStarts[task + 1] ?? start) - start <= mostFactors);
}

type Factors = { factors: Float64Array; from: number; labelCount: number };

function multiplyRow(posterior: Float64Array, row: number, { factors, from, labelCount }: Factors): void {
  for (let label = 0; label < labelCount; label++) {
    posterior[row + label] = (posterior[row + label] ?? 0) * (factors[from + label] ?? 0);
  }
}

function addRow(posterior: Float64Array, row: number, { factors, from, labelCount }: Factors): void {
  for (let label = 0; label < labelCount; label++) {
    posterior[row + label] = (posterior[row + label] ?? 0) + (factors[from + label] ?? 0);
  }
}

type Row = { posterior: Float64Array; row: number; labelCount: number };
type Scale = ReturnType<typeof logScale>;

/** Scales the row so that it sums to 1; a known label becomes certain. */
function settle(
  { posterior, row, labelCount }: Row,
  isProduct: boolean,
  { scale, known }: { scale: Scale; known: number },
) {
  if (known >= 0) {
    const value = posterior[row + known] ?? 0;
    if (isProduct) scale.multiply(value);
    else scale.add(value);
    posterior.fill(0, row, row + labelCount);
    posterior[row + known] = 1;
    return;
  }
  if (!isProduct) scale.add(exponentiate({ posterior, row, labelCount }));
  let sum = 0;
  for (let label = 0; label < labelCount; label++) sum += posterior[row + label] ?? 0;
  scale.multiply(sum);
  for (let label = 0; label < labelCount; label++) posterior[row + label] = (posterior[row + label] ?? 0) / sum;
}

/** Relative to the largest, which is returned. */
function exponentiate({ posterior, row, labelCount }: Row): number {
  let largest = posterior[row] ?? 0;
  for (let label = 1; label < labelCount; label++) largest = Math.max(largest, posterior[row + label] ?? 0);
  for (let label = 0; label < labelCount; label++) {
    const below = (posterior[row + label] ?? 0) - largest;
    posterior[row + label] = below < leastExponent ? 0 : Math.exp(below);
  }
  return largest;
}

/** Σ of logarithms of factors, few of which are taken: they are multiplied as long as the product stays in range. */
function logScale() {
  let logarithm = 0;
  let product = 1;
  return {
    multiply(factor: number): void {
      product *= factor;
      if (product < 1e-30 || product > 1e30) {
        logarithm += Math.log(product);
        product = 1;
      }
    },
    add(value: number): void {
      logarithm += value;
    },
    sum: () => logarithm + Math.log(product),
  };
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
