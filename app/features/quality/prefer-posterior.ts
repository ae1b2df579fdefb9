import { invariant } from "#app/lib/invariant.ts";

export const preferResults = ["a", "b", "tie", "bad"] as const;
export type PreferResult = (typeof preferResults)[number];
export type PreferPosterior = Record<PreferResult, number>;

/** What every member's accuracy is taken as until reputation is measured. */
export const assumedAccuracy = 0.75;

/**
 * How probable each of the four results of a comparison is, given what people chose. Uniform prior; a member is right with
 * `accuracy` and otherwise picks one of the other three with equal chance (one-coin Dawid–Skene with known accuracy).
 * Computed from counts, so that the order of the choices can't matter, not even in the last bit.
 * @param accuracy in (1/4, 1)
 * @returns four probabilities that sum to 1
 */
export function preferPosterior(choices: Iterable<PreferResult>, accuracy = assumedAccuracy): PreferPosterior {
  invariant(accuracy > 0.25 && accuracy < 1, "an accuracy lies between chance and certainty");
  const counts: PreferPosterior = { a: 0, b: 0, tie: 0, bad: 0 };
  for (const choice of choices) counts[choice] += 1;

  // Each vote multiplies a result's odds against any other by accuracy : error. Taken relative to the leader, nothing overflows.
  const oddsOfOneVote = accuracy / ((1 - accuracy) / 3);
  const most = Math.max(counts.a, counts.b, counts.tie, counts.bad);
  const weight = (result: PreferResult) => oddsOfOneVote ** (counts[result] - most);
  const sum = preferResults.map(weight).reduce((left, right) => left + right, 0);
  return { a: weight("a") / sum, b: weight("b") / sum, tie: weight("tie") / sum, bad: weight("bad") / sum };
}

/** The most probable result. Of equally probable ones the first in `preferResults`: no bar above ½ lets such a one pass. */
export function likeliest(posterior: PreferPosterior): { result: PreferResult; probability: number } {
  let best: PreferResult = "a";
  for (const result of preferResults) if (posterior[result] > posterior[best]) best = result;
  return { result: best, probability: posterior[best] };
}
