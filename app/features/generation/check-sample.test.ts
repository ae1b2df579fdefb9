import { expect, test } from "vitest";
import type { SubmittedSample } from "#app/features/generation/api.ts";
import { type SampleRule, sampleRefusal } from "#app/features/generation/check-sample.ts";

const words = ["<end>", "one", "two", "three"];
const tokens = {
  endTokens: new Set([0]),
  textOf: (ids: ReadonlyArray<number>) => ids.flatMap((id) => (id === 0 ? [] : (words[id] ?? "?"))).join(" "),
};
const rule: SampleRule = { seeds: [7, 8], limit: 4, tokens };
const good: SubmittedSample = {
  seed: 7,
  tokenIds: [1, 2, 0],
  text: "one two",
  finishReason: "stop",
  tokensPerSecond: 10,
};

function refusalOf(change: Partial<SubmittedSample>, changedRule: Partial<SampleRule> = {}) {
  return sampleRefusal({ ...good, ...change }, { ...rule, ...changedRule });
}

test("a true sample is taken", () => {
  expect(refusalOf({})).toBeNull();
  expect(refusalOf({ tokenIds: [1, 2, 3, 1], text: "one two three one", finishReason: "length" })).toBeNull();
});

test("a seed that was not leased is refused", () => {
  expect(refusalOf({ seed: 9 })).toBe("seed-not-leased");
});

test("a sample over the limit is refused, one at the limit is not", () => {
  expect(refusalOf({ tokenIds: [1, 1, 1, 0], text: "one one one" })).toBeNull();
  expect(refusalOf({ tokenIds: [1, 1, 1, 1, 0], text: "one one one one" })).toBe("too-long");
});

test("a text that its tokens do not say is refused", () => {
  expect(refusalOf({ text: "one three" })).toBe("text-mismatch");
  expect(refusalOf({ tokenIds: [], text: "" })).toBe("text-mismatch");
});

test("a sample that ends otherwise than it says is refused", () => {
  expect(refusalOf({ finishReason: "length" })).toBe("text-mismatch");
  expect(refusalOf({ tokenIds: [1, 2], text: "one two" })).toBe("text-mismatch");
  expect(refusalOf({ tokenIds: [1, 0, 2, 0], text: "one two" })).toBe("text-mismatch");
});

test("where the server does not hold the model, only seed and length can be checked", () => {
  expect(refusalOf({ text: "anything" }, { tokens: null })).toBeNull();
  expect(refusalOf({ seed: 9 }, { tokens: null })).toBe("seed-not-leased");
});
