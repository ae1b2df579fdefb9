import {
  type LabelFit,
  massOfAnswers,
  meanOfTasks,
  mostIterations,
  rightAnswers,
  sharesOfRight,
  tolerance,
} from "#app/features/quality/labels/label-fit.ts";
import { majority } from "#app/features/quality/labels/majority.ts";
import { sweepOdds, weighedSum } from "#app/features/quality/labels/sweep.ts";
import { answersOfWorkers, type Knowledge, type Votes } from "#app/features/quality/labels/votes.ts";

/** No probability is taken as nearer to 0 or 1. */
const least = 1e-10;

/**
 * One-coin Dawid–Skene by expectation maximisation from the majority's shares (Dawid and Skene, 1979; Zhang et al., 2014): a
 * worker is right with their own accuracy, whatever the label, and otherwise picks another label with equal chance.
 */
export function oneCoin(votes: Votes, knowledge: Knowledge = {}): LabelFit {
  if (votes.labelCount === 1) return majority(votes, knowledge);

  const { posterior } = majority(votes, knowledge);
  const right = new Float64Array(votes.workerCount);
  rightAnswers(votes, posterior, right);
  const state = { posterior, right, answers: answersOfWorkers(votes) };
  let coins = maximised(votes, knowledge, state);
  let bound = Number.NEGATIVE_INFINITY;
  let logLikelihood = 0;
  let iterations = 0;
  while (iterations < mostIterations) {
    iterations++;
    const used = coins;
    const logSums = sweepOdds(votes, { ...used, ...knowledge, keys: votes.workers }, state);
    coins = maximised(votes, knowledge, state);
    logLikelihood = logSums + weighedSum(state.answers, used.logWrong);
    const entropy =
      logSums - weighedSum(right, used.logOdds) - votes.taskCount * weighedSum(coins.priors, used.logPriors);
    const next = (coins.bound + entropy) / votes.size;
    if (next - bound < tolerance) break;
    bound = next;
  }
  return { posterior, accuracies: coins.accuracies, iterations, logLikelihood };
}

type State = { posterior: Float64Array; right: Float64Array; answers: Float64Array };

/** Priors and accuracies from the posterior. `bound` is the evidence's lower bound but for the entropy. */
function maximised(votes: Votes, knowledge: Knowledge, { posterior, right, answers }: State) {
  const { labelCount } = votes;
  const priors = new Float64Array(labelCount);
  const mass = new Float64Array(labelCount);
  meanOfTasks(posterior, priors);
  massOfAnswers(votes, posterior, mass);
  const logPriors = priors.map(Math.log);
  const accuracies = sharesOfRight(right, answers, knowledge);
  const logRight = accuracies.map((accuracy) => Math.log(clipped(accuracy)));
  const logWrong = accuracies.map((accuracy) => Math.log(clipped((1 - accuracy) / (labelCount - 1))));
  const logOdds = logRight.map((value, worker) => value - (logWrong[worker] ?? 0));

  const { history } = knowledge;
  const correct = right.map((value, worker) => value + (history?.right[worker] ?? 0));
  const wrong = answers.map((all, worker) => all - (right[worker] ?? 0) + (history?.wrong[worker] ?? 0));
  const bound = weighedSum(mass, logPriors) + weighedSum(correct, logRight) + weighedSum(wrong, logWrong);
  return { priors, logPriors, accuracies, logOdds, logWrong, bound };
}

function clipped(probability: number): number {
  return Math.min(1 - least, Math.max(least, probability));
}
