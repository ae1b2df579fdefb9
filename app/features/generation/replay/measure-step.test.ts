import fc from "fast-check";
import { expect, test } from "vitest";
import {
  drawAt,
  keptDistribution,
  keptTokens,
  type SamplingParams,
  scaledScores,
} from "#app/features/generation/engine/sampler.ts";
import { measuredStep } from "#app/features/generation/replay/measure-step.ts";

const params: SamplingParams = { temperature: 1, topP: 0.9, topK: 20, repetitionPenalty: 1, maxNewTokens: 8 };
const nobody: ReadonlySet<number> = new Set();
const edge = { score: 5e-3, probability: 2e-3 };

function drawnFrom(logits: ReadonlyArray<number>, point: number, how: SamplingParams = params): number {
  const scores = scaledScores(Float32Array.from(logits), nobody, how);
  return drawAt(keptDistribution(scores, keptTokens(scores, how)), point).token;
}

function measured(logits: ReadonlyArray<number>, token: number, how: SamplingParams = params) {
  return measuredStep({ scores: scaledScores(Float32Array.from(logits), nobody, how), token, params: how }, edge);
}

/** How far the point lies from where this token is drawn, on the kindest device. */
function excess(
  logits: ReadonlyArray<number>,
  { token, point }: { token: number; point: number },
  how = params,
): number {
  const { wideLow, wideHigh } = measured(logits, token, how);
  return wideHigh > wideLow ? Math.max(0, wideLow - point, point - wideHigh) : 1;
}

const anyPoint = fc.double({ min: 0, max: 0.999999, noNaN: true });

test("what the same scores draw lies in its own interval", () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 60 }),
      anyPoint,
      (logits, point) => {
        const { low, high, wideLow, wideHigh } = measured(logits, drawnFrom(logits, point));
        expect(point).toBeGreaterThan(low - 1e-6);
        expect(point).toBeLessThan(high + 1e-6);
        expect(wideLow).toBeLessThanOrEqual(low);
        expect(wideHigh).toBeGreaterThanOrEqual(high);
      },
    ),
  );
});

test("the intervals of all tokens lie end to end from 0 to 1", () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: -6, max: 6, noNaN: true }), { minLength: 1, maxLength: 40 }), (logits) => {
      const widths = logits.map((_logit, token) => {
        const { low, high } = measured(logits, token);
        return high - low;
      });
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1, 4);
    }),
  );
});

test("what slightly other scores draw is within reach, whatever top-k and top-p cut", () => {
  const logitsOf = fc.array(fc.float({ min: -6, max: 6, noNaN: true }), { minLength: 2, maxLength: 60 });
  // As far apart as WASM, WebGPU and Node were seen to be, with room.
  const drift = fc.array(fc.double({ min: -4e-4, max: 4e-4, noNaN: true }), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(logitsOf, drift, anyPoint, (logits, drifts, point) => {
      const elsewhere = logits.map((logit, index) => logit + (drifts[index] ?? 0));
      expect(excess(logits, { token: drawnFrom(elsewhere, point), point })).toBeLessThanOrEqual(2e-3);
    }),
    { numRuns: 500 },
  );
});

test("another token than the draw's is as far away as the next boundary", () => {
  const logits = [0.5, 0.3, 0.2].map(Math.log);
  const whole = { ...params, topP: 1 };
  expect(excess(logits, { token: 0, point: 0.25 }, whole)).toBe(0);
  expect(excess(logits, { token: 1, point: 0.25 }, whole)).toBeCloseTo(0.25, 5);
  expect(excess(logits, { token: 0, point: 0.51 }, whole)).toBeCloseTo(0.01, 5);
  expect(excess(logits, { token: 7, point: 0.25 }, whole)).toBe(1);
});

test("a token that top-p leaves out is impossible, and one at its edge is not", () => {
  const logits = [0.6, 0.3, 0.1].map(Math.log);
  expect(excess(logits, { token: 2, point: 0.9999 }, { ...params, topP: 0.7 })).toBe(1);
  expect(excess(logits, { token: 1, point: 0.9999 }, { ...params, topP: 0.7 })).toBe(0);
  expect(excess(logits, { token: 2, point: 0.9999 }, { ...params, topP: 0.9 })).toBe(0);
});
