import { expect, test } from "vitest";
import { stepSeed } from "#app/features/campaigns/generation-recipes/step-seed.ts";
import type { StepMeasure } from "#app/features/generation/replay/measure-step.ts";
import {
  type Found,
  fitsRecord,
  isSameRun,
  isWritersRun,
  recordOf,
  type StoredSample,
  verdictOn,
} from "#app/features/generation/submission/sample-record.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

const writer = { dtype: "fp32", backend: "wasm" };
const params = { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxNewTokens: 8 };
const asked = {
  recipe: { name: "multi-turn/1" as const, followUps: ["And then?"] },
  language: "en",
  messages: [{ role: "user" as const, content: "Count." }],
};
const half = Math.log(0.5);
const stored: StoredSample = {
  promptId: "prompt",
  slot: 0,
  seed: 77n,
  text: "one\n\n> And then?\n\ntwo three",
  tokenIds: [2, 3, 0],
  finishReason: "stop",
  logProbabilities: [half, half, half],
  steps: [{ tokenIds: [1, 0], finishReason: "stop", text: "one", logProbabilities: [half, half] }],
};
const record = recordOf(stored, asked, { writer, params });

/** Intervals of a half that hold the points of these seeds. */
function measuresFor(seed: number, count: number): Array<StepMeasure> {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const low = random.nextFloat() < 0.5 ? 0 : 0.5;
    return { low, high: low + 0.5, wideLow: low, wideHigh: low + 0.5 };
  });
}

const honest: Found = {
  steps: [
    { measures: measuresFor(stepSeed(77, 0), 2), text: "one" },
    { measures: measuresFor(stepSeed(77, 1), 3), text: "two three" },
  ],
};

test("a record asks at each step what the recipe asks, with the step's own seed", () => {
  expect(record.steps.map(({ seed }) => seed)).toEqual([77, stepSeed(77, 1)]);
  expect(record.steps[0]?.messages).toEqual(asked.messages);
  expect(record.steps[1]?.messages.map(({ role, content }) => [role, content])).toEqual([
    ["user", "Count."],
    ["assistant", "one"],
    ["user", "And then?"],
  ]);
});

test("an honest finding fits, passes, and is what the writer's device had", () => {
  expect(fitsRecord(honest, record)).toBe(true);
  expect(verdictOn(record, honest, writer)).toBe("passed");
  expect(isWritersRun(record, honest)).toBe(true);
  expect(isSameRun(honest, honest)).toBe(true);
});

test("measures of another number of steps or tokens do not fit", () => {
  expect(fitsRecord({ steps: honest.steps.slice(1) }, record)).toBe(false);
  const short = honest.steps.map((step) => ({ ...step, measures: step.measures.slice(1) }));
  expect(fitsRecord({ steps: short }, record)).toBe(false);
});

test("a text that the tokens of any step do not say fails", () => {
  for (const place of [0, 1]) {
    const steps = honest.steps.map((step, index) => (index === place ? { ...step, text: "another" } : step));
    expect(verdictOn(record, { steps }, writer)).toBe("failed");
  }
});

test("a step drawn by another seed fails the whole sample", () => {
  const otherSeed = recordOf({ ...stored, seed: 78n }, asked, { writer, params });
  expect(verdictOn(otherSeed, honest, writer)).toBe("failed");
});

test("a writer who sent no figures gives nobody a proof of a run", () => {
  const silent = recordOf({ ...stored, logProbabilities: [] }, asked, { writer, params });
  expect(isWritersRun(silent, honest)).toBe(false);
});

test("intervals as wide in other places are no run of the same model", () => {
  const moved = honest.steps.map(({ measures, text }) => ({
    text,
    measures: measures.map(({ low }) => ({ low: 0.5 - low, high: 1 - low, wideLow: 0.5 - low, wideHigh: 1 - low })),
  }));
  expect(isWritersRun(record, { steps: moved })).toBe(true);
  expect(isSameRun(honest, { steps: moved })).toBe(false);
});
