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
import { sweepErrors, weighedSum } from "#app/features/quality/labels/sweep.ts";
import { answersOfWorkers, type Knowledge, type Votes } from "#app/features/quality/labels/votes.ts";

/** No expected count is taken as smaller, so that every logarithm is finite. */
const leastCount = 1e-10;

/**
 * Dawid and Skene's model (1979) by expectation maximisation from the majority's shares: each worker has a confusion matrix.
 * Only rows of labels that a worker has given are kept, so that many labels and many workers fit into memory.
 */
export function dawidSkene(votes: Votes, knowledge: Knowledge = {}): LabelFit {
  const { taskCount, labelCount, size } = votes;
  const { posterior } = majority(votes, knowledge);
  const counts = new Float64Array(votes.pairWorkers.length * labelCount);
  countConfusions(votes, posterior, counts);
  const tables = { posterior, counts, logErrors: new Float64Array(counts.length) };
  let priors = maximise(votes, knowledge, tables);
  let bound = Number.NEGATIVE_INFINITY;
  let logLikelihood = 0;
  let iterations = 0;
  while (iterations < mostIterations) {
    iterations++;
    const before = priors;
    logLikelihood = sweepErrors(votes, { ...before, ...knowledge, logErrors: tables.logErrors }, tables);
    const entropy = logLikelihood - weighedSum(counts, tables.logErrors);
    priors = maximise(votes, knowledge, tables);
    const next = priors.bound + entropy - taskCount * weighedSum(priors.priors, before.logPriors);
    if (next / size - bound < tolerance) break;
    bound = next / size;
  }
  const right = new Float64Array(votes.workerCount);
  rightAnswers(votes, posterior, right);
  const accuracies = sharesOfRight(right, answersOfWorkers(votes), knowledge);
  return { posterior, accuracies, iterations, logLikelihood };
}

type Tables = { posterior: Float64Array; counts: Float64Array; logErrors: Float64Array };

/** Confusions into `logErrors`, and priors. `bound` is the evidence's lower bound but for the entropy. */
function maximise(votes: Votes, knowledge: Knowledge, tables: Tables) {
  const priors = new Float64Array(votes.labelCount);
  const mass = new Float64Array(votes.labelCount);
  meanOfTasks(tables.posterior, priors);
  massOfAnswers(votes, tables.posterior, mass);
  const logPriors = priors.map(Math.log);
  const bound = weighedSum(mass, logPriors) + toLogErrors(votes, knowledge, tables);
  return { priors, logPriors, bound };
}

/** How often each pair is expected to have met each true label: a row a pair. */
export function countConfusions(votes: Votes, posterior: Float64Array, counts: Float64Array): void {
  const { tasks, pairs, labelCount, size } = votes;
  counts.fill(0);
  for (let answer = 0; answer < size; answer++) {
    const row = (tasks[answer] ?? 0) * labelCount;
    const place = (pairs[answer] ?? 0) * labelCount;
    for (let label = 0; label < labelCount; label++) {
      counts[place + label] = (counts[place + label] ?? 0) + (posterior[row + label] ?? 0);
    }
  }
}

/**
 * Logarithms of P(given label | true label). Right answers of the history are spread over the diagonal, wrong ones over the
 * rest of the matrix: a Dirichlet prior.
 * @returns their sum, each weighed by its count
 */
function toLogErrors(votes: Votes, knowledge: Knowledge, tables: Tables): number {
  const { workerStarts, pairLabels, workerCount, labelCount } = votes;
  const { counts, logErrors } = tables;
  let weighed = 0;
  for (let worker = 0; worker < workerCount; worker++) {
    const start = workerStarts[worker] ?? 0;
    const end = workerStarts[worker + 1] ?? 0;
    const onDiagonal = (knowledge.history?.right[worker] ?? 0) / labelCount;
    const beside = (knowledge.history?.wrong[worker] ?? 0) / (labelCount * Math.max(1, labelCount - 1));
    for (let label = 0; label < labelCount; label++) {
      let sum = 0;
      // What the history expects of labels that the worker has not given yet.
      let unseen = onDiagonal + (labelCount - 1) * beside;
      for (let pair = start; pair < end; pair++) {
        const prior = pairLabels[pair] === label ? onDiagonal : beside;
        unseen -= prior;
        sum += Math.max(leastCount, (counts[pair * labelCount + label] ?? 0) + prior);
      }
      const logSum = Math.log(sum + Math.max(0, unseen));
      for (let pair = start; pair < end; pair++) {
        const place = pair * labelCount + label;
        const prior = pairLabels[pair] === label ? onDiagonal : beside;
        const count = Math.max(leastCount, (counts[place] ?? 0) + prior);
        const logError = Math.log(count) - logSum;
        logErrors[place] = logError;
        weighed += count * logError;
      }
    }
  }
  return weighed;
}
