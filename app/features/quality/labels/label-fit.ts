import type { Knowledge, Votes } from "#app/features/quality/labels/votes.ts";

/** The most steps of expectation maximisation. */
export const mostIterations = 100;
/** Nats an answer: a step that gains less ends the fit. */
export const tolerance = 1e-5;

/** What every estimator of categorical answers gives back. */
export type LabelFit = {
  /** taskCount × labelCount, a row a task: in [0, 1], summing to 1. */
  posterior: Float64Array;
  /** One a worker: the expected share of their answers that are right, earlier ones included. */
  accuracies: Float64Array;
  iterations: number;
  /** Of all answers under the fitted model, in nats; null where the method is no model of how answers come about. */
  logLikelihood: number | null;
};

/** Labels whose probabilities are so near each other are equally probable: what lies between them is rounding. */
const tie = 1e-9;

/** Each task's most probable label. Of equally probable ones the first, whatever the order of the answers. */
export function likeliestLabels(posterior: Float64Array, labelCount: number): Int32Array {
  const labels = new Int32Array(posterior.length / labelCount);
  for (let task = 0; task < labels.length; task++) {
    const row = task * labelCount;
    let best = posterior[row] ?? 0;
    for (let label = 1; label < labelCount; label++) best = Math.max(best, posterior[row + label] ?? 0);
    let first = 0;
    while (first < labelCount - 1 && (posterior[row + first] ?? 0) < best - tie) first++;
    labels[task] = first;
  }
  return labels;
}

/** Sets the rows of gold tasks to certainty. */
export function clampGold(posterior: Float64Array, { gold }: Knowledge, labelCount: number): void {
  if (!gold) return;
  gold.forEach((label, task) => {
    if (label < 0) return;
    posterior.fill(0, task * labelCount, (task + 1) * labelCount);
    posterior[task * labelCount + label] = 1;
  });
}

/** The mean over all tasks of each label's probability, into `priors`. */
export function meanOfTasks(posterior: Float64Array, priors: Float64Array): void {
  const labelCount = priors.length;
  const taskCount = posterior.length / labelCount;
  priors.fill(0);
  for (let row = 0; row < posterior.length; row += labelCount) {
    for (let label = 0; label < labelCount; label++) {
      priors[label] = (priors[label] ?? 0) + (posterior[row + label] ?? 0);
    }
  }
  for (let label = 0; label < labelCount; label++) priors[label] = (priors[label] ?? 0) / taskCount;
}

/** The sum over all answers of how probable each label is of its task, into `mass`. */
export function massOfAnswers(votes: Votes, posterior: Float64Array, mass: Float64Array): void {
  const { taskStarts, taskCount, labelCount } = votes;
  mass.fill(0);
  for (let task = 0; task < taskCount; task++) {
    const answers = (taskStarts[task + 1] ?? 0) - (taskStarts[task] ?? 0);
    const row = task * labelCount;
    for (let label = 0; label < labelCount; label++) {
      mass[label] = (mass[label] ?? 0) + answers * (posterior[row + label] ?? 0);
    }
  }
}

/** One a worker: the expected number of right answers, by how probable the label of each answer is. Into `right`. */
export function rightAnswers(votes: Votes, posterior: Float64Array, right: Float64Array): void {
  const { tasks, workers, labels, labelCount, size } = votes;
  right.fill(0);
  for (let answer = 0; answer < size; answer++) {
    const worker = workers[answer] ?? 0;
    const probability = posterior[(tasks[answer] ?? 0) * labelCount + (labels[answer] ?? 0)] ?? 0;
    right[worker] = (right[worker] ?? 0) + probability;
  }
}

/** The share of right answers, with those of the history; 1 / labelCount of somebody who never answered. */
export function sharesOfRight(right: Float64Array, answers: Float64Array, { history }: Knowledge): Float64Array {
  return right.map((value, worker) => {
    const before = history?.right[worker] ?? 0;
    const all = (answers[worker] ?? 0) + before + (history?.wrong[worker] ?? 0);
    return all > 0 ? (value + before) / all : 0;
  });
}
