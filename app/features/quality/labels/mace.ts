import { digamma } from "#app/features/quality/labels/digamma.ts";
import { type LabelFit, meanOfTasks, rightAnswers, sharesOfRight } from "#app/features/quality/labels/label-fit.ts";
import { majority } from "#app/features/quality/labels/majority.ts";
import { sweepOdds, weighedSum } from "#app/features/quality/labels/sweep.ts";
import { answersOfWorkers, type Knowledge, type Votes } from "#app/features/quality/labels/votes.ts";

const iterations = 50;
/** Beta prior of knowing and of guessing, uniform; Dirichlet priors of a guess's label and of a task's. */
const coinPrior = 1;
const guessPrior = 20;
const labelPrior = 1;

/**
 * MACE (Hovy et al., 2013) by variational Bayes: on each task a worker either knows the label or guesses from a habit of
 * their own. Starts from habits that are uniform and even chances of knowing, so that nothing rests on a random start.
 * How common a label is gets estimated too: taken as equally common, a rare one makes everybody's habit look like a guess.
 */
export function mace(votes: Votes, knowledge: Knowledge = {}): LabelFit {
  const { taskCount, workerCount, labelCount } = votes;
  if (labelCount === 1) return majority(votes, knowledge);

  const posterior = new Float64Array(taskCount * labelCount);
  const priors = new Float64Array(labelCount).fill(1 / labelCount);
  const knows = new Float64Array(workerCount).fill(0.5);
  /** One a pair: the chance that the worker guesses, and gives this label. */
  const guess = new Float64Array(votes.pairWorkers.length).fill(0.5 / labelCount);
  const right = new Float64Array(guess.length);
  const answers = answersOfWorkers(votes);
  const given = answersOfPairs(votes);
  const coins = coinPriors(votes, knowledge);

  function expect(): number {
    const logOdds = guess.map((chance, pair) => Math.log(1 + (knows[votes.pairWorkers[pair] ?? 0] ?? 0) / chance));
    const logSums = sweepOdds(votes, { priors, keys: votes.pairs, logOdds, ...knowledge }, { posterior, right });
    return logSums + weighedSum(given, guess.map(Math.log));
  }

  let logLikelihood = expect();
  for (let iteration = 0; iteration < iterations; iteration++) {
    commonness(posterior, priors);
    // A wrong answer surely is a guess; a right one may be luck.
    const guessed = given.map((all, pair) => {
      const chance = guess[pair] ?? 0;
      const known = (knows[votes.pairWorkers[pair] ?? 0] ?? 0) / (chance + (knows[votes.pairWorkers[pair] ?? 0] ?? 0));
      return all - (right[pair] ?? 0) * known;
    });
    maximise(votes, { answers, guessed, priors: coins }, { knows, guess });
    logLikelihood = expect();
  }
  const correct = new Float64Array(workerCount);
  rightAnswers(votes, posterior, correct);
  return { posterior, accuracies: sharesOfRight(correct, answers, knowledge), iterations, logLikelihood };
}

function answersOfPairs({ pairs, pairWorkers }: Votes): Float64Array {
  const given = new Float64Array(pairWorkers.length);
  for (const pair of pairs) given[pair] = (given[pair] ?? 0) + 1;
  return given;
}

/** The share of tasks of each label. */
function commonness(posterior: Float64Array, priors: Float64Array): void {
  const { length } = priors;
  meanOfTasks(posterior, priors);
  const taskCount = posterior.length / length;
  for (let label = 0; label < length; label++) {
    priors[label] = ((priors[label] ?? 0) * taskCount + labelPrior) / (taskCount + length * labelPrior);
  }
}

type Habits = { knows: Float64Array; guess: Float64Array };
type Counted = { answers: Float64Array; guessed: Float64Array; priors: CoinPriors };

function maximise(votes: Votes, { answers, guessed, priors }: Counted, { knows, guess }: Habits): void {
  const { workerStarts, workerCount, labelCount } = votes;
  for (let worker = 0; worker < workerCount; worker++) {
    const start = workerStarts[worker] ?? 0;
    const end = workerStarts[worker + 1] ?? 0;
    let guesses = 0;
    for (let pair = start; pair < end; pair++) guesses += guessed[pair] ?? 0;
    const all = answers[worker] ?? 0;
    const guessing = guesses + (priors.guessing[worker] ?? 0);
    const knowing = Math.max(0, all - guesses) + (priors.knowing[worker] ?? 0);
    const whole = digamma(guessing + knowing);
    knows[worker] = Math.exp(digamma(knowing) - whole);

    const isGuess = Math.exp(digamma(guessing) - whole);
    const habits = digamma(guesses + labelCount * guessPrior);
    for (let pair = start; pair < end; pair++) {
      guess[pair] = isGuess * Math.exp(digamma((guessed[pair] ?? 0) + guessPrior) - habits);
    }
  }
}

type CoinPriors = { knowing: Float64Array; guessing: Float64Array };

/** A history's accuracy is knowing plus lucky guesses: what lies above chance is knowing. */
function coinPriors({ workerCount, labelCount }: Votes, { history }: Knowledge): CoinPriors {
  const knowing = new Float64Array(workerCount).fill(coinPrior);
  const guessing = new Float64Array(workerCount).fill(coinPrior);
  for (let worker = 0; worker < workerCount; worker++) {
    const right = history?.right[worker] ?? 0;
    const all = right + (history?.wrong[worker] ?? 0);
    const known = Math.max(0, (right - all / labelCount) / (1 - 1 / labelCount));
    knowing[worker] = coinPrior + known;
    guessing[worker] = coinPrior + all - known;
  }
  return { knowing, guessing };
}
