import { clampGold, type LabelFit, rightAnswers, sharesOfRight } from "#app/features/quality/labels/label-fit.ts";
import { answersOfWorkers, type Knowledge, type Votes } from "#app/features/quality/labels/votes.ts";

/** Majority vote: a label's probability is its share of the task's answers. */
export function majority(votes: Votes, knowledge: Knowledge = {}): LabelFit {
  const posterior = weightedShares(votes, new Float64Array(votes.workerCount).fill(1));
  clampGold(posterior, knowledge, votes.labelCount);
  const right = new Float64Array(votes.workerCount);
  rightAnswers(votes, posterior, right);
  const accuracies = sharesOfRight(right, answersOfWorkers(votes), knowledge);
  return { posterior, accuracies, iterations: 1, logLikelihood: null };
}

/** Each label's share of the task's answers, weighed by worker. A task whose answers weigh nothing counts heads. */
export function weightedShares(votes: Votes, weights: Float64Array): Float64Array {
  const { taskStarts, workers, labels, taskCount, labelCount } = votes;
  const shares = new Float64Array(taskCount * labelCount);
  for (let task = 0; task < taskCount; task++) {
    const start = taskStarts[task] ?? 0;
    const end = taskStarts[task + 1] ?? 0;
    const row = task * labelCount;
    let sum = 0;
    for (let answer = start; answer < end; answer++) sum += weights[workers[answer] ?? 0] ?? 0;
    for (let answer = start; answer < end; answer++) {
      const share = sum > 0 ? (weights[workers[answer] ?? 0] ?? 0) / sum : 1 / (end - start);
      const place = row + (labels[answer] ?? 0);
      shares[place] = (shares[place] ?? 0) + share;
    }
    if (start === end) shares.fill(1 / labelCount, row, row + labelCount);
  }
  return shares;
}
