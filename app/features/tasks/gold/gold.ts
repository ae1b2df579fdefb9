// Rules about gold: how long one serves, whom it is believed against, and when it is bad.
import { belowBar, type ContributorReputation } from "#app/features/quality/reputation.ts";

/** A gold is retired after so many answers: by then it may be known. */
export const mostGoldAnswers = 50;

/** So many unanimous answers of trusted contributors make a task fit to become gold. */
export const leastTrustedAnswers = 2;

/** So many gold tasks of a kind wait for a reviewer at most. */
export const mostProposed = 20;

const oneSided95 = 1.645;
const leastSure = 0.75;

/** Surely right three times in four. */
export function isTrusted({
  accuracy,
  standardError,
}: Pick<ContributorReputation, "accuracy" | "standardError">): boolean {
  return accuracy - oneSided95 * standardError >= leastSure;
}

/** So many other contributors must have met gold before it can be in doubt. */
const leastOthers = 5;

/**
 * Whether a campaign's gold of a kind is in doubt, and refuses nobody: most of the others miss most of theirs. Each counts once,
 * whatever they answer in a day, so that a few careless ones do not decide it.
 * @param others contributors but the one that is looked at: how many met gold, and how many of them missed most of theirs
 */
export function isInDoubt({ contributors, missing }: { contributors: number; missing: number }): boolean {
  return contributors >= leastOthers && missing * 2 > contributors;
}

const leastDisagreeing = 5;
const surely = 0.99;

/**
 * Whether trusted contributors miss a gold so often that it is the gold that is wrong: most of them do, and that many would
 * with a chance under 1 % if they were as right here as elsewhere.
 * @param trusted one an answer by somebody trusted: their accuracy without this gold, and whether the answer matched
 */
export function isBadGold(trusted: ReadonlyArray<{ accuracy: number; isMatch: boolean }>): boolean {
  if (trusted.length < leastDisagreeing) return false;
  const matched = trusted.filter(({ isMatch }) => isMatch).length;
  const expected = trusted.reduce((sum, { accuracy }) => sum + accuracy, 0) / trusted.length;
  return matched * 2 < trusted.length && belowBar(matched, trusted.length, expected, surely);
}
