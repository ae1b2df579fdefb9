// The M-step of GLAD: abilities and easiness take turns, each by Newton's method.
import type { Knowledge, Votes } from "#app/features/quality/labels/votes.ts";

export type GladModel = {
  abilities: Float64Array;
  /** β of each task, and e^β. */
  logEasiness: Float64Array;
  easiness: Float64Array;
};
type Fitted = {
  model: GladModel;
  /** One an answer: the probability that it is right. */
  right: Float64Array;
};

/** Both an ability and the logarithm of a task's easiness lie around 1 with a variance of 1. */
const priorMean = 1;
const mostTurns = 5;
const settledStep = 1e-3;
/** A Newton step is no longer, since the easiness enters by its exponential. */
const longestStep = 1;

export function gladModel({ workerCount, taskCount }: Votes): GladModel {
  return {
    abilities: new Float64Array(workerCount).fill(priorMean),
    logEasiness: new Float64Array(taskCount).fill(priorMean),
    easiness: new Float64Array(taskCount).fill(Math.exp(priorMean)),
  };
}

/** Improves the model in place; returns the expected log-likelihood of answers and parameters, but for a constant. */
export function maximiseGlad(votes: Votes, knowledge: Knowledge, fitted: Fitted): number {
  for (let turn = 0; turn < mostTurns; turn++) {
    const step = Math.max(improveAbilities(votes, knowledge, fitted), improveEasiness(votes, fitted));
    if (step < settledStep) break;
  }
  return expectedLogLikelihood(votes, knowledge, fitted);
}

function improveAbilities(votes: Votes, { history }: Knowledge, { model, right }: Fitted): number {
  const { tasks, workers, workerCount, size } = votes;
  const { abilities, easiness } = model;
  const slopes = new Float64Array(workerCount);
  const bends = new Float64Array(workerCount);
  for (let answer = 0; answer < size; answer++) {
    const worker = workers[answer] ?? 0;
    const ease = easiness[tasks[answer] ?? 0] ?? 0;
    const chance = sigmoid((abilities[worker] ?? 0) * ease);
    slopes[worker] = (slopes[worker] ?? 0) + ease * ((right[answer] ?? 0) - chance);
    bends[worker] = (bends[worker] ?? 0) + ease * ease * chance * (1 - chance);
  }
  let longest = 0;
  for (let worker = 0; worker < workerCount; worker++) {
    const ability = abilities[worker] ?? 0;
    const earlierRight = history?.right[worker] ?? 0;
    const earlier = earlierRight + (history?.wrong[worker] ?? 0);
    // Earlier answers are taken as given on tasks of the usual easiness.
    const ease = Math.exp(priorMean);
    const chance = sigmoid(ability * ease);
    const slope = (slopes[worker] ?? 0) + ease * (earlierRight - earlier * chance) - (ability - priorMean);
    const bend = (bends[worker] ?? 0) + ease * ease * earlier * chance * (1 - chance) + 1;
    const step = limited(slope / bend);
    abilities[worker] = ability + step;
    longest = Math.max(longest, Math.abs(step));
  }
  return longest;
}

function improveEasiness(votes: Votes, { model, right }: Fitted): number {
  const { taskStarts, workers, taskCount } = votes;
  const { abilities, logEasiness, easiness } = model;
  let longest = 0;
  for (let task = 0; task < taskCount; task++) {
    const end = taskStarts[task + 1] ?? 0;
    const ease = easiness[task] ?? 0;
    const before = logEasiness[task] ?? 0;
    let slope = priorMean - before;
    let bend = 1;
    for (let answer = taskStarts[task] ?? 0; answer < end; answer++) {
      const logit = (abilities[workers[answer] ?? 0] ?? 0) * ease;
      const chance = sigmoid(logit);
      slope += logit * ((right[answer] ?? 0) - chance);
      bend += logit * logit * chance * (1 - chance);
    }
    const step = limited(slope / bend);
    logEasiness[task] = before + step;
    easiness[task] = Math.exp(before + step);
    longest = Math.max(longest, Math.abs(step));
  }
  return longest;
}

function expectedLogLikelihood(votes: Votes, { history }: Knowledge, { model, right }: Fitted): number {
  const { tasks, workers, labelCount, size } = votes;
  const { abilities, logEasiness, easiness } = model;
  const logOthers = Math.log(labelCount - 1);
  let sum = 0;
  for (let answer = 0; answer < size; answer++) {
    const logit = (abilities[workers[answer] ?? 0] ?? 0) * (easiness[tasks[answer] ?? 0] ?? 0);
    const probability = right[answer] ?? 0;
    sum += probability * logit - softplus(logit) - (1 - probability) * logOthers;
  }
  for (let worker = 0; worker < abilities.length; worker++) {
    const ability = abilities[worker] ?? 0;
    const earlierRight = history?.right[worker] ?? 0;
    const logit = ability * Math.exp(priorMean);
    sum += earlierRight * logit - (earlierRight + (history?.wrong[worker] ?? 0)) * softplus(logit);
    sum -= (ability - priorMean) ** 2 / 2;
  }
  for (const logEase of logEasiness) sum -= (logEase - priorMean) ** 2 / 2;
  return sum;
}

/** log(1 + e^x) without overflow. */
export function softplus(x: number): number {
  return x > 30 ? x : Math.log1p(Math.exp(x));
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function limited(step: number): number {
  return Math.max(-longestStep, Math.min(longestStep, step));
}
