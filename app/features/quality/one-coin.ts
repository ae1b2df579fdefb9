import { expectationOf, logarithms, restart, settle, weighedSum } from "#app/features/quality/label-expectation.ts";
import {
  type LabelFit,
  massOfAnswers,
  meanOfTasks,
  rightAnswers,
  sharesOfRight,
} from "#app/features/quality/label-fit.ts";
import { majority } from "#app/features/quality/majority.ts";
import { answersOfWorkers, type Knowledge, type Votes } from "#app/features/quality/votes.ts";

const mostIterations = 100;
/** Nats an answer: a step that gains less ends the fit. */
const tolerance = 1e-5;
/** No probability is taken as nearer to 0 or 1. */
const least = 1e-10;

/**
 * One-coin Dawid–Skene by expectation maximisation from the majority's shares (Dawid and Skene, 1979; Zhang et al., 2014): a
 * worker is right with their own accuracy, whatever the label, and otherwise picks another label with equal chance.
 */
export function oneCoin(votes: Votes, knowledge: Knowledge = {}): LabelFit {
  const { taskCount, workerCount, labelCount, size } = votes;
  if (labelCount === 1) return majority(votes, knowledge);

  const start = majority(votes, knowledge);
  const answers = answersOfWorkers(votes);
  const expectation = expectationOf(taskCount, labelCount);
  const priors = new Float64Array(labelCount);
  const logPriors = new Float64Array(labelCount);
  const mass = new Float64Array(labelCount);
  const right = new Float64Array(workerCount);
  const logRight = new Float64Array(workerCount);
  const logWrong = new Float64Array(workerCount);

  /** Accuracies and priors from the posterior; returns the evidence's lower bound but for the entropy. */
  function maximise(posterior: Float64Array): number {
    meanOfTasks(posterior, priors);
    logarithms(priors, logPriors);
    massOfAnswers(votes, posterior, mass);
    rightAnswers(votes, posterior, right);
    let bound = weighedSum(mass, logPriors);
    sharesOfRight(right, answers, knowledge).forEach((accuracy, worker) => {
      logRight[worker] = Math.log(clipped(accuracy));
      logWrong[worker] = Math.log(clipped((1 - accuracy) / (labelCount - 1)));
      const correct = (right[worker] ?? 0) + (knowledge.history?.right[worker] ?? 0);
      const wrong = (answers[worker] ?? 0) - (right[worker] ?? 0) + (knowledge.history?.wrong[worker] ?? 0);
      bound += correct * (logRight[worker] ?? 0) + wrong * (logWrong[worker] ?? 0);
    });
    return bound;
  }

  function expect(): void {
    restart(expectation, logPriors);
    addOdds(votes, { logRight, logWrong }, expectation.rows);
    expectation.logLikelihood = weighedSum(answers, logWrong);
    settle(expectation, knowledge);
  }

  maximise(start.posterior);
  let bound = Number.NEGATIVE_INFINITY;
  let iterations = 0;
  while (iterations < mostIterations) {
    iterations++;
    expect();
    const next = (maximise(expectation.rows) + expectation.entropy) / size;
    if (next - bound < tolerance) break;
    bound = next;
  }
  const accuracies = sharesOfRight(right, answers, knowledge);
  return { posterior: expectation.rows, accuracies, iterations, logLikelihood: expectation.logLikelihood };
}

function addOdds(votes: Votes, logs: { logRight: Float64Array; logWrong: Float64Array }, rows: Float64Array): void {
  const { tasks, workers, labels, labelCount, size } = votes;
  const odds = logs.logRight.map((value, worker) => value - (logs.logWrong[worker] ?? 0));
  for (let answer = 0; answer < size; answer++) {
    const place = (tasks[answer] ?? 0) * labelCount + (labels[answer] ?? 0);
    rows[place] = (rows[place] ?? 0) + (odds[workers[answer] ?? 0] ?? 0);
  }
}

function clipped(probability: number): number {
  return Math.min(1 - least, Math.max(least, probability));
}
