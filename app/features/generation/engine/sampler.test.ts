import fc from "fast-check";
import { expect, test } from "vitest";
import {
  drawAt,
  drawToken,
  keptDistribution,
  keptTokens,
  type SamplingParams,
  scaledScores,
} from "#app/features/generation/engine/sampler.ts";
import vectors from "#app/features/generation/engine/sampler-vectors.json" with { type: "json" };
import { seededRandom } from "#app/lib/seeded-random.ts";

const plain: SamplingParams = { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxNewTokens: 8 };
const nobody: ReadonlySet<number> = new Set();

const logitsOf = fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 60 });
const paramsOf = fc.record({
  temperature: fc.double({ min: 0, max: 2, noNaN: true }),
  topP: fc.double({ min: 0.01, max: 1, noNaN: true }),
  topK: fc.integer({ min: 0, max: 70 }),
  repetitionPenalty: fc.double({ min: 1, max: 2, noNaN: true }),
  maxNewTokens: fc.constant(8),
});
const seedOf = fc.integer({ min: 0, max: 0xffffffff });

/** Bumps of three uniform numbers each, by arithmetic that is the same in every engine. */
function logitsOfVector(size: number, seed: number): Float32Array {
  const { nextFloat } = seededRandom(seed);
  return Float32Array.from({ length: size }, () => (nextFloat() + nextFloat() + nextFloat() - 1.5) * 8);
}

test("the same logits, seed and parameters have always drawn the same tokens", () => {
  for (const { vocabulary, seed, params, draws } of vectors) {
    const row = { seen: new Set([1, 2, 3, 5, 8, 13, 21, 34]), random: seededRandom(seed) };
    for (const [step, [token, logProbability]] of draws.entries()) {
      const draw = drawToken(logitsOfVector(vocabulary, seed + step), row, { ...params, maxNewTokens: 8 });
      expect(draw).toEqual({ token, logProbability });
      row.seen.add(draw.token);
    }
  }
});

/** The sampler as one would write it down: every score sorted, nothing reused. */
function plainDraw(logits: Float32Array, seen: ReadonlySet<number>, params: SamplingParams, point: number) {
  const penalised = [...logits].map((logit, token) => {
    if (!seen.has(token)) return logit;
    return logit > 0 ? logit / params.repetitionPenalty : logit * params.repetitionPenalty;
  });
  const scores = penalised.map((score) => score / Math.max(params.temperature, 0.01));
  const sorted = scores
    .map((score, token) => ({ score, token }))
    .sort((a, b) => b.score - a.score || a.token - b.token);
  const topK = params.topK > 0 ? sorted.slice(0, params.topK) : sorted;
  const weighed = topK.map(({ score, token }) => ({ token, weight: Math.exp(score - (topK[0]?.score ?? 0)) }));
  const sum = (weights: ReadonlyArray<{ weight: number }>) => weights.reduce((total, { weight }) => total + weight, 0);
  const size = weighed.findIndex((_one, rank) => sum(weighed.slice(0, rank + 1)) >= params.topP * sum(weighed)) + 1;
  const kept = (params.topP < 1 && size > 0 ? weighed.slice(0, size) : weighed).sort((a, b) => a.token - b.token);
  const whole = sum(kept);
  let cumulative = 0;
  const drawn = kept.find(({ weight }) => {
    cumulative += weight / whole;
    return point < cumulative;
  });
  const last = drawn ?? kept.findLast(({ weight }) => weight > 0);
  return { token: last?.token ?? 0, logProbability: Math.log((last?.weight ?? 0) / whole) };
}

test("a draw is that of the plain sampler, to the last bit", () => {
  // Few distinct logits make many equal scores; 200 of them go beyond what top-p first looks at.
  const size = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 61, max: 200 }));
  const logits = size.chain((length) =>
    fc.oneof(
      fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: length, maxLength: length }),
      fc.array(fc.integer({ min: -3, max: 3 }), { minLength: length, maxLength: length }),
    ),
  );
  const seenOf = fc.uniqueArray(fc.integer({ min: 0, max: 220 }), { maxLength: 30 });
  fc.assert(
    fc.property(logits, seenOf, paramsOf, seedOf, (values, tokens, params, seed) => {
      const seen = new Set(tokens);
      const random = seededRandom(seed);
      const expected = plainDraw(Float32Array.from(values), seen, params, seededRandom(seed).nextFloat());
      expect(drawToken(Float32Array.from(values), { seen, random }, params)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test("top-k keeps the k best, of equal scores the lower id", () => {
  const scores = Float64Array.from([1, 3, 2, 3, 2, 0]);
  expect([...keptTokens(scores, { topK: 2, topP: 1 })]).toEqual([1, 3]);
  expect([...keptTokens(scores, { topK: 3, topP: 1 })]).toEqual([1, 2, 3]);
  expect([...keptTokens(scores, { topK: 0, topP: 1 })]).toHaveLength(6);
  expect([...keptTokens(scores, { topK: 9, topP: 1 })]).toHaveLength(6);
});

test("top-p keeps the shortest prefix that reaches p", () => {
  const scores = Float64Array.from([0.5, 0.25, 0.125, 0.125], Math.log);
  expect([...keptTokens(scores, { topK: 0, topP: 0.5 })]).toEqual([0]);
  expect([...keptTokens(scores, { topK: 0, topP: 0.51 })]).toEqual([0, 1]);
  expect([...keptTokens(scores, { topK: 0, topP: 0.8 })]).toEqual([0, 1, 2]);
  expect([...keptTokens(scores, { topK: 0, topP: 0.01 })]).toEqual([0]);
});

test("the draw is the first token whose cumulative probability is above the point", () => {
  const distribution = keptDistribution(Float64Array.from([0.25, 0.5, 0.25], Math.log), Int32Array.from([0, 1, 2]));
  expect(drawAt(distribution, 0).token).toBe(0);
  expect(drawAt(distribution, 0.249).token).toBe(0);
  expect(drawAt(distribution, 0.251).token).toBe(1);
  expect(drawAt(distribution, 0.751).token).toBe(2);
  expect(drawAt(distribution, 1 - 2 ** -53).token).toBe(2);
  expect(drawAt(distribution, 0.5).logProbability).toBeCloseTo(Math.log(0.5), 12);
});

test("what was seen is penalised, whichever side of zero it scores on", () => {
  const scores = scaledScores(Float32Array.from([2, -2, 1]), new Set([0, 1]), { ...plain, repetitionPenalty: 2 });
  expect([...scores]).toEqual([1, -4, 1]);
});

test("a temperature of zero takes the best token", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), seedOf, (logits, seed) => {
      const row = { seen: nobody, random: seededRandom(seed) };
      const { token } = drawToken(Float32Array.from(logits), row, { ...plain, temperature: 0 });
      expect(logits[token]).toBe(Math.max(...logits));
    }),
  );
});

test("a row draws by its own seed and its own logits alone, and takes one float a draw", () => {
  fc.assert(
    fc.property(logitsOf, paramsOf, seedOf, seedOf, (values, params, seed, otherSeed) => {
      const logits = Float32Array.from(values);
      const alone = { seen: nobody, random: seededRandom(seed) };
      const beside = { seen: nobody, random: seededRandom(seed) };
      const other = { seen: nobody, random: seededRandom(otherSeed) };
      for (let step = 0; step < 3; step++) {
        const expected = drawToken(logits, alone, params);
        drawToken(logits, other, params);
        expect(drawToken(logits, beside, params)).toEqual(expected);
      }
      const reference = seededRandom(seed);
      for (let step = 0; step < 3; step++) reference.nextFloat();
      expect(alone.random.nextUint32()).toBe(reference.nextUint32());
      expect([...logits]).toEqual([...Float32Array.from(values)]);
    }),
  );
});

test("what is kept sums to one, is never empty, and the draw is among it", () => {
  fc.assert(
    fc.property(logitsOf, paramsOf, seedOf, (values, params, seed) => {
      const scores = scaledScores(Float32Array.from(values), nobody, params);
      const kept = keptTokens(scores, params);
      const { tokens, probabilities } = keptDistribution(scores, kept);
      expect(tokens.length).toBeGreaterThan(0);
      if (params.topK > 0) expect(tokens.length).toBeLessThanOrEqual(params.topK);
      expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 9);
      const draw = drawToken(Float32Array.from(values), { seen: nobody, random: seededRandom(seed) }, params);
      expect([...tokens]).toContain(draw.token);
      expect(draw.logProbability).toBeLessThanOrEqual(0);
    }),
  );
});

test("draws come as often as their probabilities say", () => {
  const logits = Float32Array.from([0.1, 0.2, 0.7], Math.log);
  const row = { seen: nobody, random: seededRandom(7) };
  const counts = [0, 0, 0];
  for (let draw = 0; draw < 20_000; draw++) {
    const { token } = drawToken(logits, row, plain);
    counts[token] = (counts[token] ?? 0) + 1;
  }
  expect(counts.map((count) => Math.round(count / 200) / 100)).toEqual([
    expect.closeTo(0.1, 1.5),
    expect.closeTo(0.2, 1.5),
    expect.closeTo(0.7, 1.5),
  ]);
});
