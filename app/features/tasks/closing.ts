// When a task closes, what its answers add up to, and which of them are paid. All of it is pure: the job only carries it out.
import {
  likeliest,
  type PreferPosterior,
  type PreferResult,
  preferPosterior,
} from "#app/features/quality/prefer-posterior.ts";

export const outcomeMethod = "prefer-posterior/1";
export const undecided = "undecided";
export const disagrees = "disagrees-with-outcome";

/** An answer can be changed for this long after the last one, even if that one decided the task. */
export const changeGraceMs = 5_000;

export type Outcome = { result: PreferResult | typeof undecided; probability: number; posterior: PreferPosterior };

/** What the answers add up to: the likeliest result where it reaches the bar, else undecided. Their order does not matter. */
export function outcomeOf(choices: ReadonlyArray<PreferResult>, barPermille: number): Outcome {
  const posterior = preferPosterior(choices);
  const { result, probability } = likeliest(posterior);
  return { result: probability >= barPermille / 1_000 ? result : undecided, probability, posterior };
}

/** `agreement/1`: an answer equal to the outcome is paid; of an undecided task, every one is. */
export function isPaidUnderAgreement(choice: PreferResult, outcome: Pick<Outcome, "result">): boolean {
  return outcome.result === undecided || outcome.result === choice;
}

type Rule = { answersMin: number; answersMax: number; barPermille: number };

/** The bar or the most answers is reached: no new lease is given. */
export function isDecided(
  choices: ReadonlyArray<PreferResult>,
  { answersMin, answersMax, barPermille }: Rule,
): boolean {
  if (choices.length >= answersMax) return true;
  return choices.length >= answersMin && outcomeOf(choices, barPermille).result !== undecided;
}

export type ClosingStep = { step: "open" } | { step: "wait"; until: Date } | { step: "close" };

type Standing = {
  /** Decided, or its campaign is closed: nobody is given this task any more. */
  isEnding: boolean;
  /** Expiries of the leases that are neither answered nor skipped. */
  leasesUntil: ReadonlyArray<Date>;
  lastAnswerAt: Date | null;
  now: Date;
};

/** Closes only when nobody who holds the task could still answer it, nor change the last answer. */
export function closingStep({ isEnding, leasesUntil, lastAnswerAt, now }: Standing): ClosingStep {
  if (!isEnding) return { step: "open" };
  const graceUntil = (lastAnswerAt?.getTime() ?? 0) + changeGraceMs;
  const until = Math.max(graceUntil, ...leasesUntil.map((lease) => lease.getTime()));
  return until > now.getTime() ? { step: "wait", until: new Date(until) } : { step: "close" };
}
