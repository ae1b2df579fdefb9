// The pass of sweep.ts for two and for three labels, which is most of what is asked: a row is held in variables instead of
// an array, and a step takes a third of the time. For tasks of few answers, whose factors multiply within a double's range.
import type { Knowledge, Votes } from "#app/features/quality/labels/votes.ts";

export type FewErrors = { priors: Float64Array; errors: Float64Array } & Knowledge;
export type Swept = { posterior: Float64Array; counts: Float64Array };

/** As `sweepErrors`, for two labels. */
export function sweepTwo(votes: Votes, { priors, errors, gold }: FewErrors, { posterior, counts }: Swept): number {
  const { taskStarts, pairs, taskCount } = votes;
  const [priorA = 0, priorB = 0] = priors;
  let logarithm = 0;
  let product = 1;
  counts.fill(0);
  for (let task = 0; task < taskCount; task++) {
    const start = taskStarts[task] ?? 0;
    const end = taskStarts[task + 1] ?? 0;
    let a = priorA;
    let b = priorB;
    for (let answer = start; answer < end; answer++) {
      const pair = (pairs[answer] ?? 0) * 2;
      a *= errors[pair] ?? 0;
      b *= errors[pair + 1] ?? 0;
    }
    const known = gold?.[task] ?? -1;
    const sum = known < 0 ? a + b : known === 0 ? a : b;
    a = known < 0 ? a / sum : known === 0 ? 1 : 0;
    b = known < 0 ? b / sum : 1 - a;
    posterior[task * 2] = a;
    posterior[task * 2 + 1] = b;
    product *= sum;
    if (product < 1e-30) {
      logarithm += Math.log(product);
      product = 1;
    }
    for (let answer = start; answer < end; answer++) {
      const pair = (pairs[answer] ?? 0) * 2;
      counts[pair] = (counts[pair] ?? 0) + a;
      counts[pair + 1] = (counts[pair + 1] ?? 0) + b;
    }
  }
  return logarithm + Math.log(product);
}

/** As `sweepErrors`, for three labels. */
export function sweepThree(votes: Votes, { priors, errors, gold }: FewErrors, { posterior, counts }: Swept): number {
  const { taskStarts, pairs, taskCount } = votes;
  const [priorA = 0, priorB = 0, priorC = 0] = priors;
  let logarithm = 0;
  let product = 1;
  counts.fill(0);
  for (let task = 0; task < taskCount; task++) {
    const start = taskStarts[task] ?? 0;
    const end = taskStarts[task + 1] ?? 0;
    let a = priorA;
    let b = priorB;
    let c = priorC;
    for (let answer = start; answer < end; answer++) {
      const pair = (pairs[answer] ?? 0) * 3;
      a *= errors[pair] ?? 0;
      b *= errors[pair + 1] ?? 0;
      c *= errors[pair + 2] ?? 0;
    }
    const known = gold?.[task] ?? -1;
    const sum = known < 0 ? a + b + c : known === 0 ? a : known === 1 ? b : c;
    a = known < 0 ? a / sum : known === 0 ? 1 : 0;
    b = known < 0 ? b / sum : known === 1 ? 1 : 0;
    c = known < 0 ? c / sum : 1 - a - b;
    posterior[task * 3] = a;
    posterior[task * 3 + 1] = b;
    posterior[task * 3 + 2] = c;
    product *= sum;
    if (product < 1e-30) {
      logarithm += Math.log(product);
      product = 1;
    }
    for (let answer = start; answer < end; answer++) {
      const pair = (pairs[answer] ?? 0) * 3;
      counts[pair] = (counts[pair] ?? 0) + a;
      counts[pair + 1] = (counts[pair + 1] ?? 0) + b;
      counts[pair + 2] = (counts[pair + 2] ?? 0) + c;
    }
  }
  return logarithm + Math.log(product);
}
