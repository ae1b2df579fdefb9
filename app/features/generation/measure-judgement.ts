// What the server makes of a verifier's measures. It alone knows the seed: it draws the row's points again and asks how far each
// lies outside of the interval that the verifier found for the token.
import { measureUnit, type StepMeasure } from "#app/features/generation/measure-step.ts";
import type { Tolerance } from "#app/features/generation/tolerances.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

export type Judgement = {
  verdict: "passed" | "suspect" | "failed";
  /** Steps whose point lies in the token's own interval. */
  exact: number;
  /** The largest distance of a point from its token's wide interval, in probability; 1 for a token that can't be drawn. */
  worst: number;
  /** The first step beyond what passes. */
  at?: number;
};

/** @param seed of the row (of a recipe's step), uint32 */
export function judgeMeasures(
  measures: ReadonlyArray<StepMeasure>,
  { seed, tolerance }: { seed: number; tolerance: Tolerance },
): Judgement {
  if (measures.length === 0) return { verdict: "failed", exact: 0, worst: 1, at: 0 };
  const random = seededRandom(seed);
  let exact = 0;
  let worst = 0;
  let at: number | undefined;
  for (const [step, measure] of measures.entries()) {
    const point = random.nextFloat();
    const excess = wideExcess(measure, point);
    if (excess < 1 && strictExcess(measure, point) <= measureUnit) exact++;
    worst = Math.max(worst, excess);
    if (excess > tolerance.passes) at ??= step;
  }
  const verdict = verdictOf({ worst, inexact: measures.length - exact, steps: measures.length }, tolerance);
  return at === undefined ? { verdict, exact, worst } : { verdict, exact, worst, at };
}

function verdictOf(
  { worst, inexact, steps }: { worst: number; inexact: number; steps: number },
  tolerance: Tolerance,
): Judgement["verdict"] {
  if (worst > tolerance.fails) return "failed";
  const mostInexact = 1 + tolerance.inexactShare * steps;
  return worst > tolerance.passes || inexact > mostInexact ? "suspect" : "passed";
}

function strictExcess({ low, high }: StepMeasure, point: number): number {
  return Math.max(0, low - point, point - high);
}

function wideExcess({ wideLow, wideHigh }: StepMeasure, point: number): number {
  return wideHigh > wideLow ? Math.max(0, wideLow - point, point - wideHigh) : 1;
}

/** Probabilities of one token on two honest devices lie at most so far apart. */
const probabilityApart = 0.02;
const leastAgreeing = 0.95;
/** How much wider than their own the intervals may be on average, for the edges of top-k and top-p. */
const mostWidening = 0.05;

/**
 * Whether the verifier really ran the model: the widths of its intervals are the probabilities that the writer's device gave, which
 * the verifier was never shown.
 * @param logProbabilities nats, one a token, as the writer sent them
 */
export function sameModelRun(measures: ReadonlyArray<StepMeasure>, logProbabilities: ReadonlyArray<number>): boolean {
  if (measures.length !== logProbabilities.length) return false;
  return agrees(measures, (step) => Math.exp(logProbabilities[step] ?? Number.NaN));
}

/** Whether two verifiers of one sample ran the same model. */
export function sameMeasures(left: ReadonlyArray<StepMeasure>, right: ReadonlyArray<StepMeasure>): boolean {
  if (left.length !== right.length) return false;
  return agrees(left, (step) => (right[step]?.high ?? Number.NaN) - (right[step]?.low ?? Number.NaN));
}

function agrees(measures: ReadonlyArray<StepMeasure>, probabilityAt: (step: number) => number): boolean {
  let agreeing = 0;
  let widening = 0;
  for (const [step, { low, high, wideLow, wideHigh }] of measures.entries()) {
    if (Math.abs(high - low - probabilityAt(step)) <= probabilityApart) agreeing++;
    widening += Math.max(0, wideHigh - wideLow - (high - low));
  }
  return agreeing >= leastAgreeing * measures.length && widening <= mostWidening * measures.length;
}
