import { digamma } from "#app/features/quality/digamma.ts";
import { expectationOf, restart, settle } from "#app/features/quality/label-expectation.ts";
import { type LabelFit, meanOfTasks, rightAnswers, sharesOfRight } from "#app/features/quality/label-fit.ts";
import { majority } from "#app/features/quality/majority.ts";
import { answersOfWorkers, type Knowledge, type Votes } from "#app/features/quality/votes.ts";

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

  const expectation = expectationOf(taskCount, labelCount);
  const logPriors = new Float64Array(labelCount).fill(-Math.log(labelCount));
  const knows = new Float64Array(workerCount).fill(0.5);
  /** One a pair: the chance that the worker guesses, and gives this label. */
  const guess = new Float64Array(votes.pairWorkers.length).fill(0.5 / labelCount);
  const guessed = new Float64Array(guess.length);

  function expect(): void {
    restart(expectation, logPriors);
    expectation.logLikelihood = addOdds(votes, { knows, guess }, expectation.rows);
    settle(expectation, knowledge);
  }

  expect();
  const answers = answersOfWorkers(votes);
  const priors = coinPriors(votes, knowledge);
  for (let iteration = 0; iteration < iterations; iteration++) {
    commonness(expectation.rows, logPriors);
    countGuesses(votes, { knows, guess, posterior: expectation.rows }, guessed);
    maximise(votes, { answers, guessed, priors }, { knows, guess });
    expect();
  }
  const right = new Float64Array(workerCount);
  rightAnswers(votes, expectation.rows, right);
  const accuracies = sharesOfRight(right, answers, knowledge);
  return { posterior: expectation.rows, accuracies, iterations, logLikelihood: expectation.logLikelihood };
}

function commonness(posterior: Float64Array, logPriors: Float64Array): void {
  const { length } = logPriors;
  meanOfTasks(posterior, logPriors);
  const taskCount = posterior.length / length;
  for (let label = 0; label < length; label++) {
    logPriors[label] = Math.log(((logPriors[label] ?? 0) * taskCount + labelPrior) / (taskCount + length * labelPrior));
  }
}

type Habits = { knows: Float64Array; guess: Float64Array };

/** Adds to each row what an answer says for its label; returns the logarithm of what all labels have in common. */
function addOdds(votes: Votes, { knows, guess }: Habits, rows: Float64Array): number {
  const { tasks, labels, pairs, pairWorkers, labelCount, size } = votes;
  const odds = guess.map((chance, pair) => Math.log(((knows[pairWorkers[pair] ?? 0] ?? 0) + chance) / chance));
  const logGuess = guess.map(Math.log);
  let common = 0;
  for (let answer = 0; answer < size; answer++) {
    const pair = pairs[answer] ?? 0;
    const place = (tasks[answer] ?? 0) * labelCount + (labels[answer] ?? 0);
    rows[place] = (rows[place] ?? 0) + (odds[pair] ?? 0);
    common += logGuess[pair] ?? 0;
  }
  return common;
}

/** One a pair: how many of its answers are expected to be guesses. A wrong one surely is; a right one may be luck. */
function countGuesses(votes: Votes, fitted: Habits & { posterior: Float64Array }, guessed: Float64Array): void {
  const { tasks, labels, pairs, pairWorkers, labelCount, size } = votes;
  const luck = fitted.guess.map((chance, pair) => chance / ((fitted.knows[pairWorkers[pair] ?? 0] ?? 0) + chance));
  guessed.fill(0);
  for (let answer = 0; answer < size; answer++) {
    const pair = pairs[answer] ?? 0;
    const right = fitted.posterior[(tasks[answer] ?? 0) * labelCount + (labels[answer] ?? 0)] ?? 0;
    guessed[pair] = (guessed[pair] ?? 0) + 1 - right + right * (luck[pair] ?? 0);
  }
}

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
