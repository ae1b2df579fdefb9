// What the server makes of a verifier's measures. It alone knows the seed: it draws the row's points again and asks how far each
// lies outside of the interval that the verifier found for the token.
import { measureUnit, type StepMeasure } from "#app/features/generation/replay/measure-step.ts";
import type { Tolerance } from "#app/features/generation/replay/tolerances.ts";
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

export type MeasuredSteps = ReadonlyArray<{ measures: ReadonlyArray<StepMeasure> /** uint32 */; seed: number }>;

/** A sample of several steps is judged as one: what is allowed is allowed once. */
export function judgeSteps(steps: MeasuredSteps, tolerance: Tolerance): Judgement {
  const drawn = steps.flatMap(({ measures, seed }) => {
    const random = seededRandom(seed);
    return measures.map((measure) => ({ measure, point: random.nextFloat() }));
  });
  if (steps.length === 0 || steps.some(({ measures }) => measures.length === 0))
    return { verdict: "failed", exact: 0, worst: 1, at: 0 };

  const excesses = drawn.map(({ measure, point }) => wideExcess(measure, point));
  const exact = drawn.filter(
    ({ measure, point }, at) => (excesses[at] ?? 1) < 1 && strictExcess(measure, point) <= measureUnit,
  ).length;
  const worst = Math.max(...excesses);
  const at = excesses.findIndex((excess) => excess > tolerance.passes);
  const verdict = verdictOf({ worst, inexact: drawn.length - exact, steps: drawn.length }, tolerance);
  return at < 0 ? { verdict, exact, worst } : { verdict, exact, worst, at };
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

/** Probabilities of one token on two honest devices lie at most so far apart, at nearly every step. */
const probabilityApart = 0.03;
const leastAgreeing = 0.9;
/** Nobody guesses the probabilities of so many tokens that were no matter of course. */
const leastTelling = 5;
const matterOfCourse = 0.9;
/** How much wider than their own the intervals may be on average, for the edges of top-k and top-p. */
const mostWidening = 0.05;

/**
 * Whether it is shown that the verifier ran the model: the widths of its intervals are the probabilities that the writer's device
 * gave, which the verifier was never shown. Only tokens that were no matter of course count; a text with too few of them shows nothing.
 * @param logProbabilities nats, one a token, as the writer sent them
 */
export function sameModelRun(measures: ReadonlyArray<StepMeasure>, logProbabilities: ReadonlyArray<number>): boolean {
  if (measures.length !== logProbabilities.length) return false;
  return agrees(measures, (step) => Math.exp(logProbabilities[step] ?? Number.NaN));
}

/** Whether it is shown that two verifiers of one sample ran the same model, neither shown what the other found. */
export function sameMeasures(left: ReadonlyArray<StepMeasure>, right: ReadonlyArray<StepMeasure>): boolean {
  if (left.length !== right.length) return false;
  return agrees(left, (step) => widthOf(right[step])) && agrees(right, (step) => widthOf(left[step]));
}

/**
 * Whether measures are those of a device that is trusted: as wide and in the same places at nearly every token. Unlike what two
 * strangers agree on, this also holds for texts of which hardly a token could have been another.
 */
export function sameAsReference(reference: ReadonlyArray<StepMeasure>, measures: ReadonlyArray<StepMeasure>): boolean {
  if (reference.length !== measures.length) return false;
  const near = reference.filter((own, step) => {
    const isAsWide = Math.abs(widthOf(own) - widthOf(measures[step])) <= probabilityApart;
    return isAsWide && Math.abs(own.low - (measures[step]?.low ?? Number.NaN)) <= probabilityApart;
  });
  return near.length >= leastAgreeing * reference.length && wideningOf(measures) <= mostWidening * measures.length;
}

/** Whether measures speak against a run: at more than a few tokens they are not what the writer's device gave. */
export function contradictsRun(measures: ReadonlyArray<StepMeasure>, logProbabilities: ReadonlyArray<number>): boolean {
  const near = measures.filter((measure, step) => {
    return Math.abs(widthOf(measure) - Math.exp(logProbabilities[step] ?? Number.NaN)) <= probabilityApart;
  });
  return near.length < leastAgreeing * logProbabilities.length;
}

function agrees(measures: ReadonlyArray<StepMeasure>, probabilityAt: (step: number) => number): boolean {
  let telling = 0;
  let agreeing = 0;
  for (const [step, measure] of measures.entries()) {
    const [own, other] = [widthOf(measure), probabilityAt(step)];
    // Empty intervals on both sides tell nothing: anybody can send them.
    if (Math.min(own, other) >= matterOfCourse || Math.max(own, other) <= measureUnit) continue;
    telling++;
    if (own > 0 && other > 0 && Math.abs(own - other) <= probabilityApart) agreeing++;
  }
  const isShown = telling >= leastTelling && agreeing >= leastAgreeing * telling;
  return isShown && wideningOf(measures) <= mostWidening * measures.length;
}

function wideningOf(measures: ReadonlyArray<StepMeasure>): number {
  return measures.reduce((sum, measure) => sum + Math.max(0, measure.wideHigh - measure.wideLow - widthOf(measure)), 0);
}

function widthOf(measure: StepMeasure | undefined): number {
  return measure ? measure.high - measure.low : Number.NaN;
}
