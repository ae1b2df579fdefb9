import { assumedAccuracy } from "#app/features/quality/prefer-posterior.ts";
import { invariant } from "#app/lib/invariant.ts";

export type Evidence = {
  /** Answers to gold tasks: how many were right, of how many. */
  goldCorrect: number;
  goldTotal: number;
  /** Answers to closed tasks whose outcome stands: how many are equal to it, of how many. Zero where a minority is no error. */
  agreed: number;
  decided: number;
};
export type ContributorReputation = { accuracy: number; standardError: number; n: number };

/** The prior weighs as much as this many gold answers. */
const priorAnswers = 8;
/** An outcome was voted on by the contributor too, and may be wrong: it counts as half a gold answer. */
const outcomeWeight = 0.5;
/** Standing runs from 0 at the first bound to 1 at the second: the accuracy that is surely (one-sided, 95 %) reached. */
const leastSure = 0.6;
const mostSure = 0.9;
const oneSided95 = 1.645;

/** What a contributor is taken for before anything is known. */
export const newcomer: ContributorReputation = reputationOf({ goldCorrect: 0, goldTotal: 0, agreed: 0, decided: 0 });

/**
 * A contributor's estimated accuracy: the mean of a beta posterior around `assumedAccuracy`, with its standard deviation.
 * @returns `accuracy` in (0, 1), `standardError`, and `n`, the answers it rests on
 */
export function reputationOf({ goldCorrect, goldTotal, agreed, decided }: Evidence): ContributorReputation {
  invariant(goldCorrect >= 0 && goldCorrect <= goldTotal, "no more gold answers are right than were given");
  invariant(agreed >= 0 && agreed <= decided, "no more answers agree than were decided");
  const right = priorAnswers * assumedAccuracy + goldCorrect + outcomeWeight * agreed;
  const all = priorAnswers + goldTotal + outcomeWeight * decided;
  const accuracy = right / all;
  const standardError = Math.sqrt((accuracy * (1 - accuracy)) / (all + 1));
  return { accuracy, standardError, n: goldTotal + decided };
}

/** From 0 (a newcomer, or somebody doubtful) to 1: how far the surely reached accuracy has come from 0.6 to 0.9. */
function standing({ accuracy, standardError }: ContributorReputation): number {
  const sure = accuracy - oneSided95 * standardError;
  return Math.min(1, Math.max(0, (sure - leastSure) / (mostSure - leastSure)));
}

/**
 * One task in how many is gold: 12 for a newcomer, rising to 25 with standing.
 * @param forNewcomers the campaign's own figure; the same proportion is kept. 0: there is no gold
 */
export function goldEvery(reputation: ContributorReputation, forNewcomers = 12): number {
  return Math.round(forNewcomers * (1 + (13 / 12) * standing(reputation)));
}

/**
 * How many answers a member may give in a day: grows with standing to five times a newcomer's.
 * @param forNewcomers the site's setting
 */
export function answersADay(reputation: ContributorReputation, forNewcomers = 2_000): number {
  return Math.round(forNewcomers * (1 + 4 * standing(reputation)));
}

/**
 * Whether a contributor's gold accuracy is below `bar` with `confidence`: the exact binomial test. Somebody who is just at
 * the bar gives so few right answers with a chance of less than 1 − confidence.
 * @param bar and confidence in [0, 1]
 */
export function belowBar(goldCorrect: number, goldTotal: number, bar: number, confidence = 0.95): boolean {
  invariant(goldCorrect >= 0 && goldCorrect <= goldTotal, "no more gold answers are right than were given");
  if (goldCorrect === goldTotal || bar <= 0) return false;
  if (bar >= 1) return true;

  // P(X ≤ goldCorrect), each term from the one before; in logarithms, since the first one may be below the smallest double.
  let logTerm = goldTotal * Math.log(1 - bar);
  let chance = Math.exp(logTerm);
  for (let right = 1; right <= goldCorrect; right++) {
    logTerm += Math.log((goldTotal - right + 1) / right) + Math.log(bar / (1 - bar));
    chance += Math.exp(logTerm);
  }
  return chance < 1 - confidence;
}
