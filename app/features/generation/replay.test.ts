import fc from "fast-check";
import { expect, test } from "vitest";
import { couldDraw, honestTolerance } from "#app/features/generation/replay.ts";
import {
  drawAt,
  keptDistribution,
  keptTokens,
  type SamplingParams,
  scaledScores,
} from "#app/features/generation/sampler.ts";

const params: SamplingParams = { temperature: 1, topP: 0.9, topK: 20, repetitionPenalty: 1, maxNewTokens: 8 };
const nobody: ReadonlySet<number> = new Set();

function drawnFrom(logits: ReadonlyArray<number>, point: number, how: SamplingParams = params): number {
  const scores = scaledScores(Float32Array.from(logits), nobody, how);
  return drawAt(keptDistribution(scores, keptTokens(scores, how)), point).token;
}

function isPossible(
  logits: ReadonlyArray<number>,
  token: number,
  point: number,
  how: SamplingParams = params,
): boolean {
  const scores = scaledScores(Float32Array.from(logits), nobody, how);
  return couldDraw({ scores, token, point, params: how }, honestTolerance);
}

test("what the same scores draw is always possible", () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 60 }),
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      (logits, point) => {
        expect(isPossible(logits, drawnFrom(logits, point), point)).toBe(true);
      },
    ),
  );
});

test("what slightly other scores draw is possible, whatever top-k and top-p cut", () => {
  const logitsOf = fc.array(fc.float({ min: -6, max: 6, noNaN: true }), { minLength: 2, maxLength: 60 });
  // As far apart as WASM, WebGPU and Node were seen to be, with room.
  const drift = fc.array(fc.double({ min: -4e-4, max: 4e-4, noNaN: true }), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(logitsOf, drift, fc.double({ min: 0, max: 0.999999, noNaN: true }), (logits, drifts, point) => {
      const elsewhere = logits.map((logit, index) => logit + (drifts[index] ?? 0));
      expect(isPossible(logits, drawnFrom(elsewhere, point), point)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("another token than the draw's is not possible away from a boundary", () => {
  const logits = [0.5, 0.3, 0.2].map(Math.log);
  expect(isPossible(logits, 0, 0.25, { ...params, topP: 1 })).toBe(true);
  expect(isPossible(logits, 1, 0.25, { ...params, topP: 1 })).toBe(false);
  expect(isPossible(logits, 0, 0.51, { ...params, topP: 1 })).toBe(false);
  expect(isPossible(logits, 0, 0.5005, { ...params, topP: 1 })).toBe(true);
  expect(isPossible(logits, 7, 0.25, { ...params, topP: 1 })).toBe(false);
});

test("a token that top-p leaves out is not possible", () => {
  const logits = [0.6, 0.3, 0.1].map(Math.log);
  expect(isPossible(logits, 2, 0.9999, { ...params, topP: 0.7 })).toBe(false);
  expect(isPossible(logits, 1, 0.9999, { ...params, topP: 0.7 })).toBe(true);
});
