import { type GladModel, gladModel, maximiseGlad, softplus } from "#app/features/quality/glad-step.ts";
import { expectationOf, restart, settle } from "#app/features/quality/label-expectation.ts";
import { type LabelFit, rightAnswers, sharesOfRight } from "#app/features/quality/label-fit.ts";
import { majority } from "#app/features/quality/majority.ts";
import { answersOfWorkers, type Knowledge, type Votes } from "#app/features/quality/votes.ts";

const mostIterations = 100;
/**
 * Nats an answer and label: a step that gains less ends the fit. Of the expected log-likelihood, which may fall while the
 * evidence still rises: where spammers agree, what comes after that makes everybody else look wrong.
 */
const tolerance = 1e-5;

/**
 * GLAD (Whitehill et al., 2009): a worker of ability α is right on a task of easiness e^β with probability 1 / (1 + exp(−α·e^β)),
 * and otherwise picks another label with equal chance. Expectation maximisation; in the M-step abilities and easiness take
 * turns, each by Newton's method, since given the others each one's optimum stands alone.
 */
export function glad(votes: Votes, knowledge: Knowledge = {}): LabelFit {
  const { taskCount, workerCount, labelCount, size } = votes;
  if (labelCount === 1) return majority(votes, knowledge);

  const expectation = expectationOf(taskCount, labelCount);
  const logPriors = new Float64Array(labelCount).fill(-Math.log(labelCount));
  const model = gladModel(votes);
  const right = new Float64Array(size);

  function expect(): void {
    restart(expectation, logPriors);
    expectation.logLikelihood = addOdds(votes, model, expectation.rows);
    settle(expectation, knowledge);
    probabilityOfAnswers(votes, expectation.rows, right);
  }

  expect();
  let quality = Number.NEGATIVE_INFINITY;
  let iterations = 0;
  while (iterations < mostIterations) {
    iterations++;
    expect();
    const next = maximiseGlad(votes, knowledge, { model, right }) / (size * labelCount);
    if (next - quality < tolerance) break;
    quality = next;
  }
  const correct = new Float64Array(workerCount);
  rightAnswers(votes, expectation.rows, correct);
  const accuracies = sharesOfRight(correct, answersOfWorkers(votes), knowledge);
  return { posterior: expectation.rows, accuracies, iterations, logLikelihood: expectation.logLikelihood };
}

/** Adds to each row what an answer says for its label; returns the logarithm of what all labels have in common. */
function addOdds(votes: Votes, { abilities, easiness }: GladModel, rows: Float64Array): number {
  const { tasks, workers, labels, labelCount, size } = votes;
  const logOthers = Math.log(labelCount - 1);
  let common = 0;
  for (let answer = 0; answer < size; answer++) {
    const task = tasks[answer] ?? 0;
    const logit = (abilities[workers[answer] ?? 0] ?? 0) * (easiness[task] ?? 0);
    const place = task * labelCount + (labels[answer] ?? 0);
    rows[place] = (rows[place] ?? 0) + logit + logOthers;
    common -= softplus(logit) + logOthers;
  }
  return common;
}

function probabilityOfAnswers(votes: Votes, posterior: Float64Array, right: Float64Array): void {
  const { tasks, labels, labelCount, size } = votes;
  for (let answer = 0; answer < size; answer++) {
    right[answer] = posterior[(tasks[answer] ?? 0) * labelCount + (labels[answer] ?? 0)] ?? 0;
  }
}
