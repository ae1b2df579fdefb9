import { type GladModel, gladModel, maximiseGlad, softplus } from "#app/features/quality/labels/glad-step.ts";
import { type LabelFit, rightAnswers, sharesOfRight } from "#app/features/quality/labels/label-fit.ts";
import { majority } from "#app/features/quality/labels/majority.ts";
import { sweepOdds } from "#app/features/quality/labels/sweep.ts";
import { answersOfWorkers, type Knowledge, type Votes } from "#app/features/quality/labels/votes.ts";

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

  const posterior = new Float64Array(taskCount * labelCount);
  const priors = new Float64Array(labelCount).fill(1 / labelCount);
  const model = gladModel(votes);
  const keys = votes.tasks.map((_, answer) => answer);
  const logOdds = new Float64Array(size);
  /** One an answer: how probable it is that it is right. */
  const right = new Float64Array(size);
  let quality = Number.NEGATIVE_INFINITY;
  let logLikelihood = 0;
  let iterations = 0;
  while (iterations < mostIterations) {
    iterations++;
    const common = oddsOf(votes, model, logOdds);
    logLikelihood = common + sweepOdds(votes, { priors, keys, logOdds, ...knowledge }, { posterior, right });
    const next = maximiseGlad(votes, knowledge, { model, right }) / (size * labelCount);
    if (next - quality < tolerance) break;
    quality = next;
  }
  const correct = new Float64Array(workerCount);
  rightAnswers(votes, posterior, correct);
  const accuracies = sharesOfRight(correct, answersOfWorkers(votes), knowledge);
  return { posterior, accuracies, iterations, logLikelihood };
}

/** What each answer says for its label; returns the logarithm of what all labels have in common. */
function oddsOf(votes: Votes, { abilities, easiness }: GladModel, logOdds: Float64Array): number {
  const { tasks, workers, labelCount, size } = votes;
  const logOthers = Math.log(labelCount - 1);
  let common = 0;
  for (let answer = 0; answer < size; answer++) {
    const logit = (abilities[workers[answer] ?? 0] ?? 0) * (easiness[tasks[answer] ?? 0] ?? 0);
    logOdds[answer] = logit + logOthers;
    common -= softplus(logit) + logOthers;
  }
  return common;
}
