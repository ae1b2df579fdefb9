import {
  clampGold,
  type LabelFit,
  likeliestLabels,
  rightAnswers,
  sharesOfRight,
} from "#app/features/quality/labels/label-fit.ts";
import { weightedShares } from "#app/features/quality/labels/majority.ts";
import { answersOfWorkers, type Knowledge, type Votes } from "#app/features/quality/labels/votes.ts";

/**
 * Worker agreement with aggregate: a worker weighs as much as the share of their answers that equal the majority's label
 * (of gold tasks: the known one), and the labels' shares are counted again with these weights.
 */
export function wawa(votes: Votes, knowledge: Knowledge = {}): LabelFit {
  const { workerCount, labelCount } = votes;
  const decided = weightedShares(votes, new Float64Array(workerCount).fill(1));
  clampGold(decided, knowledge, labelCount);
  const labels = likeliestLabels(decided, labelCount);
  decided.fill(0);
  labels.forEach((label, task) => {
    decided[task * labelCount + label] = 1;
  });

  const right = new Float64Array(workerCount);
  rightAnswers(votes, decided, right);
  const accuracies = sharesOfRight(right, answersOfWorkers(votes), knowledge);
  const posterior = weightedShares(votes, accuracies);
  clampGold(posterior, knowledge, labelCount);
  return { posterior, accuracies, iterations: 1, logLikelihood: null };
}
