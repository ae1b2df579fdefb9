import fc from "fast-check";
import { expect, test } from "vitest";
import type { DrawnStep, SubmittedSample } from "#app/features/generation/api.ts";
import { type SampleRule, sampleRefusal, type TokenReader } from "#app/features/generation/submission/check-sample.ts";

const words = ["<end>", "one", "two", "three"];
const reader: TokenReader = {
  endTokens: new Set([0]),
  contextTokens: 100,
  vocabulary: 10,
  promptTokens: (messages) => messages.map(() => 1),
  textOf: (ids) => ids.flatMap((id) => (id === 0 ? [] : (words[id] ?? "?"))).join(" "),
};
const rule: SampleRule = {
  slots: new Map([
    [7, 0],
    [8, 1],
  ]),
  recipe: { name: "plain/1" },
  prompt: { id: "prompt", language: "en", messages: [{ role: "user", content: "Count." }] },
  params: { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxNewTokens: 4 },
  reader,
};
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
  const short = { ...reader, contextTokens: 4 };
  expect(refusalOf({ tokenIds: [1, 1, 1, 0], text: "one one one" }, { reader: short })).toBe("too-long");
  expect(refusalOf({ tokenIds: [1, 1, 1], text: "one one one", finishReason: "length" }, { reader: short })).toBeNull();
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

test("any other token in any place is refused", () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 }), fc.nat({ max: 9 }), (at, token) => {
      fc.pre(good.tokenIds[at] !== token);
      expect(refusalOf({ tokenIds: good.tokenIds.with(at, token) })).not.toBeNull();
    }),
  );
});

test("a stop string ends a sample at its token, and its text before the string", () => {
  const params = { ...rule.params, stop: ["two"] };
  expect(refusalOf({ tokenIds: [1, 2], text: "one" }, { params })).toBeNull();
  expect(refusalOf({ tokenIds: [1, 2], text: "one two" }, { params })).toBe("text-mismatch");
  expect(refusalOf({ tokenIds: [1, 2, 0], text: "one" }, { params })).toBe("text-mismatch");
  expect(refusalOf({ tokenIds: [1, 3, 1, 2], text: "one three one", finishReason: "length" }, { params })).toBe(
    "text-mismatch",
  );
});

const draft: DrawnStep = { tokenIds: [1, 0], finishReason: "stop", text: "one" };
const critique: DrawnStep = { tokenIds: [3, 0], finishReason: "stop", text: "three" };
const revising = { recipe: { name: "critique-and-revise/1" } } as const;

test("a token that the model does not have is refused before anything reads it", () => {
  const strict = {
    ...reader,
    textOf: (ids: ReadonlyArray<number>) => (ids.some((id) => id >= 10) ? fail() : reader.textOf(ids)),
  };
  const fail = (): never => {
    throw new Error("read");
  };
  expect(refusalOf({ tokenIds: [1, 10, 0] }, { reader: strict })).toBe("text-mismatch");
});

test("a recipe of several steps brings each of them, as its tokens say", () => {
  expect(refusalOf({ steps: [draft, critique] }, revising)).toBeNull();
  expect(refusalOf({ steps: [draft] }, revising)).toBe("text-mismatch");
  expect(refusalOf({}, revising)).toBe("text-mismatch");
  expect(refusalOf({ steps: [draft, critique, draft] }, revising)).toBe("text-mismatch");
  expect(refusalOf({ steps: [draft] })).toBe("text-mismatch");
  expect(refusalOf({ steps: [{ ...draft, text: "two" }, critique] }, revising)).toBe("text-mismatch");
  expect(refusalOf({ steps: [{ ...draft, tokenIds: [1] }, critique] }, revising)).toBe("text-mismatch");
  expect(refusalOf({ steps: [{ ...draft, tokenIds: [1, 1, 1, 1, 0] }, critique] }, revising)).toBe("too-long");
});

test("a step that says nothing ends the recipe, and nothing is written", () => {
  expect(refusalOf({ tokenIds: [0], text: "" }, revising)).toBeNull();
  expect(refusalOf({ tokenIds: [0], text: "", steps: [draft] }, revising)).toBeNull();
  expect(refusalOf({ tokenIds: [0], text: "", steps: [{ ...draft, tokenIds: [0], text: "" }] }, revising)).toBe(
    "text-mismatch",
  );
});

test("a talk in several turns is judged as a whole", () => {
  const recipe = { name: "multi-turn/1", followUps: ["And then?"] } as const;
  const talk = { recipe: { ...recipe, followUps: [...recipe.followUps] } };
  expect(refusalOf({ steps: [draft], text: "one\n\n> And then?\n\none two" }, talk)).toBeNull();
  expect(refusalOf({ steps: [draft], text: "one two" }, talk)).toBe("text-mismatch");
});

test("where the server does not hold the model, only seed, lengths and steps can be checked", () => {
  const unread = { reader: null };
  expect(refusalOf({ text: "anything" }, unread)).toBeNull();
  expect(refusalOf({ seed: 9 }, unread)).toBe("seed-not-leased");
  expect(refusalOf({ tokenIds: [1, 1, 1, 1, 0] }, unread)).toBe("too-long");
  expect(refusalOf({ steps: [draft] }, unread)).toBe("text-mismatch");
  expect(refusalOf({ steps: [draft] }, { ...unread, ...revising })).toBe("text-mismatch");
  expect(refusalOf({ steps: [draft, critique] }, { ...unread, ...revising })).toBeNull();
  expect(refusalOf({ steps: [draft], text: "" }, { ...unread, ...revising })).toBeNull();
  expect(refusalOf({ tokenIds: [], text: "" }, unread)).toBe("text-mismatch");
  expect(refusalOf({ text: "x".repeat(64 * 3 + 64) }, unread)).toBeNull();
  expect(refusalOf({ text: "x".repeat(64 * 3 + 65) }, unread)).toBe("text-mismatch");
});
