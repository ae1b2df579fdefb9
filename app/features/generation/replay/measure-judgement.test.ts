import fc from "fast-check";
import { expect, test } from "vitest";
import {
  contradictsRun,
  type Judgement,
  judgeSteps,
  sameAsReference,
  sameMeasures,
  sameModelRun,
} from "#app/features/generation/replay/measure-judgement.ts";
import { impossibleStep, type StepMeasure } from "#app/features/generation/replay/measure-step.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

const tolerance = { passes: 0.001, fails: 0.01, inexactShare: 0.01 };
const seed = 7;

function judged(measures: ReadonlyArray<StepMeasure>, by = seed): Judgement {
  return judgeSteps([{ measures, seed: by }], tolerance);
}

function points(count: number, from = seed): Array<number> {
  const random = seededRandom(from);
  return Array.from({ length: count }, () => random.nextFloat());
}

/** An interval around the point, or beside it by so much. */
function around(point: number, away = 0, width = 0.4): StepMeasure {
  const low = away > 0 ? Math.min(1, point + away) : Math.max(0, point - width / 2);
  const high = Math.min(1, low + width);
  return { low, high, wideLow: low, wideHigh: high };
}

const wholly: StepMeasure = { low: 0, high: 1, wideLow: 0, wideHigh: 1 };

function honest(count: number): Array<StepMeasure> {
  return points(count).map((point) => around(point));
}

test("a sample whose points lie in its intervals passes exactly", () => {
  const measures = honest(30);
  expect(judged(measures)).toEqual({ verdict: "passed", exact: 30, worst: 0 });
  expect(judged(measures, seed + 1).verdict).toBe("failed");
});

test("a point a little outside passes, further out is suspect, and far out fails", () => {
  const [first = 0, ...rest] = points(5);
  const verdictAt = (away: number) => judged([around(first, away), ...rest.map((point) => around(point))]);
  expect(verdictAt(0.0005).verdict).toBe("passed");
  expect(verdictAt(0.005)).toMatchObject({ verdict: "suspect", at: 0, exact: 4 });
  expect(verdictAt(0.05)).toMatchObject({ verdict: "failed", at: 0 });
});

test("many points a little outside are suspect, though each alone would pass", () => {
  const measures = points(40).map((point, step) => around(point, step < 6 ? 0.0005 : 0));
  expect(judged(measures).verdict).toBe("suspect");
});

test("the steps of a recipe are allowed once what one step is allowed", () => {
  const steps = [1, 2, 3].map((stepSeed) => ({
    seed: stepSeed,
    measures: points(10, stepSeed).map((point, at) => around(point, at === 0 ? 0.0005 : 0)),
  }));
  for (const { measures, seed: own } of steps) expect(judged(measures, own).verdict).toBe("passed");
  expect(judgeSteps(steps, tolerance).verdict).toBe("suspect");
});

test("a step that no draw takes fails, and so does a sample of nothing", () => {
  expect(judged([...honest(3), impossibleStep])).toMatchObject({
    verdict: "failed",
    at: 3,
  });
  expect(judged([]).verdict).toBe("failed");
  expect(judgeSteps([], tolerance).verdict).toBe("failed");
});

const widths = fc.array(fc.double({ min: 0.05, max: 0.85, noNaN: true }), { minLength: 5, maxLength: 40 });
const ofWidths = (all: ReadonlyArray<number>) =>
  all.map((width): StepMeasure => ({ low: 0.1, high: 0.1 + width, wideLow: 0.1, wideHigh: 0.1 + width }));

test("who found the writer's probabilities ran the model, and who found others did not show it", () => {
  fc.assert(
    fc.property(widths, (all) => {
      expect(sameModelRun(ofWidths(all), all.map(Math.log))).toBe(true);
      expect(sameMeasures(ofWidths(all), ofWidths(all))).toBe(true);
      const others = all.map((width) => (width > 0.45 ? width - 0.3 : width + 0.3));
      expect(sameModelRun(ofWidths(others), all.map(Math.log))).toBe(false);
      expect(sameMeasures(ofWidths(all), ofWidths(others))).toBe(false);
    }),
  );
});

test("what anybody can send shows nothing, whoever agrees with it", () => {
  const nothing = Array.from({ length: 30 }, () => impossibleStep);
  const everything = Array.from({ length: 30 }, () => wholly);
  expect(sameMeasures(nothing, nothing)).toBe(false);
  expect(sameMeasures(everything, everything)).toBe(false);
  expect(sameModelRun(everything, Array(30).fill(0))).toBe(false);
  expect(sameModelRun(nothing, Array(30).fill(Number.NEGATIVE_INFINITY))).toBe(false);
});

test("intervals that are wide without cause show nothing", () => {
  const all = Array.from({ length: 20 }, (_unused, at) => 0.1 + 0.03 * at);
  const widened = ofWidths(all).map((measure) => ({ ...measure, wideLow: 0, wideHigh: 1 }));
  expect(sameModelRun(widened, all.map(Math.log))).toBe(false);
});

test("who finds what the server found is believed, also of a text with hardly a choice in it; who guesses is not", () => {
  const sure = Array.from({ length: 12 }, (_unused, at) => (at % 4 === 0 ? 0.7 : 0.93));
  const ours = sure.map((width): StepMeasure => ({ low: 0, high: width, wideLow: 0, wideHigh: width }));
  expect(sameMeasures(ours, ours)).toBe(false);
  expect(sameAsReference(ours, ours)).toBe(true);
  const guesses = [wholly, impossibleStep].map((guess) => ours.map(() => guess));
  for (const guess of guesses) expect(sameAsReference(ours, guess)).toBe(false);
  expect(sameAsReference(ours, ours.slice(1))).toBe(false);
});

test("measures speak against a run when they are not what the writer had", () => {
  const all = Array.from({ length: 20 }, (_unused, at) => 0.1 + 0.03 * at);
  expect(contradictsRun(ofWidths(all), all.map(Math.log))).toBe(false);
  expect(
    contradictsRun(
      all.map(() => wholly),
      all.map(Math.log),
    ),
  ).toBe(true);
});
