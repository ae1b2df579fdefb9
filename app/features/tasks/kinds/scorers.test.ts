// Outcomes worked by hand, kind by kind.
import { expect, test } from "vitest";
import { scorers } from "#app/features/tasks/kinds.ts";

const sampleIds = ["x", "y", "z", "w"];
const ranking = { sampleIds, texts: ["", "", "", ""], options: {} };
const given = (answers: ReadonlyArray<unknown>, accuracy = 0.75) => answers.map((answer) => ({ answer, accuracy }));

const labels = [
  { id: "fine", title: "Fine" },
  { id: "facts", title: "Facts" },
  { id: "number", title: "Number", parent: "facts" },
  { id: "made-up", title: "Made up", parent: "facts" },
];
const oneLabel = { sampleIds: ["x"], texts: ["0123456789"], options: { labels } };
const severalLabels = { ...oneLabel, options: { labels, multiple: true, spans: true } };

const dimensions = [
  { id: "tone", title: "Tone", anchors: ["1", "2", "3", "4", "5"] },
  { id: "right", title: "Right", anchors: ["no", "yes"] },
];
const rating = { sampleIds: ["x"], texts: [""], options: { dimensions } };
const rewriting = { sampleIds: ["x"], texts: ["Take two red shirts and a coat."], options: { minimumWords: 3 } };

test("prefer: one of 0.9 against two of 0.6, and how strongly those who won meant it", () => {
  const task = { sampleIds: ["x", "y"], texts: ["", ""], options: {} };
  const answers = [
    { answer: { choice: "a", strength: 3 }, accuracy: 0.9 },
    { answer: { choice: "b", strength: 1 }, accuracy: 0.6 },
    { answer: { choice: "b" }, accuracy: 0.6 },
  ];
  // Odds against any other result: a 0.9 · 3 / 0.1 = 27, b (0.6 · 3 / 0.4)² = 20.25, tie and bad 1.
  const outcome = scorers.prefer.outcome(answers, task, 501);
  expect(outcome.result).toBe("a");
  expect(outcome.probability).toBeCloseTo(27 / 49.25, 12);
  expect(outcome.detail.strength).toBe(3);
});

test("rank: of two samples it is the comparison of prefer", () => {
  const task = { sampleIds: ["x", "y"], texts: ["", ""], options: {} };
  const answers = given([{ tiers: [["x"], ["y"]] }, { tiers: [["x"], ["y"]] }, { tiers: [["x", "y"]] }]);
  const choices = given([{ choice: "a" }, { choice: "a" }, { choice: "tie" }]);
  const { probability } = scorers.prefer.outcome(choices, task, 501);
  expect(scorers.rank.outcome(answers, task, 501).probability).toBeCloseTo(probability, 12);
});

test("rank: who is on top is voted on, the rest is ordered by how often it stands above others", () => {
  const answers = given([
    { tiers: [["x"], ["y"], ["z"], ["w"]] },
    { tiers: [["x"], ["z"], ["y"], ["w"]] },
    { tiers: [["x"], ["y"], ["z"]], unacceptable: ["w"] },
    { tiers: [["y"], ["x"]], unacceptable: ["w", "z"] },
  ]);
  const outcome = scorers.rank.outcome(answers, ranking, 900);
  // y: 1/3, -1/3, 1/3, 1 → 1/3. z: -1/3, 1/3, -1/3, -2/3 → -1/4. w is below the line for half, which is not more than half.
  expect(outcome.result).toBe("0>1>2>3");
  expect(outcome.detail).toMatchObject({ tiers: [["x"], ["y"], ["z"], ["w"]], unacceptable: [] });
});

test("rank: what most put below the line stays there, what nobody placed is left out", () => {
  const answers = given([
    { tiers: [["x"]], unacceptable: ["y"] },
    { tiers: [["x"], ["z"]], unacceptable: ["y"] },
  ]);
  expect(scorers.rank.outcome(answers, ranking, 900).result).toBe("0>2|1");
  const allBad = given([
    { tiers: [], unacceptable: ["x", "y"] },
    { tiers: [], unacceptable: ["y", "x"] },
  ]);
  expect(scorers.rank.outcome(allBad, ranking, 900).result).toBe("|0=1");
});

test("rank: gold forgives a near tie and not a turned order", () => {
  const matches = (answer: unknown) => scorers.rank.matchesGold(answer, { tiers: [["0"], ["1"], ["2"]] }, ranking);
  expect(matches({ tiers: [["x"], ["y"], ["z"]] })).toBe(true);
  expect(matches({ tiers: [["x"], ["y", "z"]] })).toBe(true);
  expect(matches({ tiers: [["x"], ["z"], ["y"]] })).toBe(false);
  expect(matches({ tiers: [["x"], ["y"]] })).toBe(false);
  expect(matches({ tiers: [["x", "y", "z"]] })).toBe(false);
});

test("label: one label of four, three newcomers", () => {
  const answers = given([{ labels: ["facts"] }, { labels: ["facts"] }, { labels: ["fine"] }]);
  // 9² : 9 : 1 : 1
  const outcome = scorers.label.outcome(answers, oneLabel, 501);
  expect(outcome.result).toBe("facts");
  expect(outcome.probability).toBeCloseTo(81 / 92, 12);
  expect(scorers.label.outcome(answers, oneLabel, 950).result).toBe("undecided");
});

test("label: several, each for itself; a child speaks for its parent; the least sure one counts", () => {
  const answers = given([{ labels: ["number"] }, { labels: ["number", "made-up"] }, { labels: ["facts", "number"] }]);
  // facts and number: three of three, 27 : 1. made-up: one against two, 1 : 3.
  const outcome = scorers.label.outcome(answers, severalLabels, 501);
  expect(outcome.result).toBe("number");
  expect(outcome.probability).toBeCloseTo(0.75, 12);
  expect(outcome.detail.labels).toMatchObject({ facts: expect.closeTo(27 / 28), "made-up": expect.closeTo(0.25) });
  expect(scorers.label.agrees({ labels: ["facts", "number"] }, "number", severalLabels)).toBe(true);
  expect(scorers.label.agrees({ labels: ["facts"] }, "number", severalLabels)).toBe(false);
});

test("label: spans that more than half of those who chose the label marked, joined where they touch", () => {
  const spans = (...places: ReadonlyArray<[number, number]>) => ({
    labels: ["fine"],
    spans: places.map(([start, end]) => ({ start, end, label: "fine" })),
  });
  const answers = given([spans([0, 4]), spans([2, 6], [6, 8]), spans([3, 7])]);
  const { detail } = scorers.label.outcome(answers, severalLabels, 501);
  expect(detail.spans).toEqual([{ start: 2, end: 7, label: "fine" }]);
});

test("rate: means weigh by accuracy; two who are a step apart agree, two at the ends do not", () => {
  const outcome = (scores: ReadonlyArray<number>) =>
    scorers.rate.outcome(given(scores.map((tone) => ({ scores: { tone } }))), rating, 900);
  expect(outcome([3, 4])).toMatchObject({ result: "tone=3.5" });
  expect(outcome([1, 5])).toMatchObject({ result: "undecided", probability: expect.closeTo(3 / 5) });
  expect(outcome([1, 5]).detail).toMatchObject({ dimensions: { tone: { mean: 3, n: 2 } } });

  // −ln q: q = 0.05 / 1.95 for the one, 0.4 / 1.6 for the other: weights 3.664 and 1.386.
  const uneven = [
    { answer: { scores: { tone: 5 } }, accuracy: 0.95 },
    { answer: { scores: { tone: 3 } }, accuracy: 0.6 },
  ];
  const { detail } = scorers.rate.outcome(uneven, rating, 501);
  expect(detail).toMatchObject({ dimensions: { tone: { mean: 4.45 } } });
});

test("rate: one vote on two points: 1 against q = 1/7", () => {
  const outcome = scorers.rate.outcome(given([{ scores: { right: 2 } }]), rating, 501);
  expect(outcome).toMatchObject({ result: "right=2", probability: expect.closeTo(7 / 8) });
});

test("rate: gold forgives a sixth of the scale on average; what is left out is half of it off", () => {
  const matches = (scores: Record<string, number>) =>
    scorers.rate.matchesGold({ scores }, { scores: { tone: 4, right: 2 } }, rating);
  expect(matches({ tone: 4, right: 2 })).toBe(true);
  expect(matches({ tone: 3, right: 2 })).toBe(true);
  expect(matches({ tone: 2, right: 2 })).toBe(false);
  expect(matches({ tone: 4, right: 1 })).toBe(false);
  expect(matches({ tone: 4 })).toBe(false);
});

test("edit: stands as it is; gold asks for half of the way to what is known", () => {
  expect(scorers.edit.outcome(given([{ text: "a" }, { text: "b" }]), rewriting, 999)).toEqual({
    ...{ result: "edited", probability: 1, detail: { edits: 2 } },
  });
  const matches = (text: string) =>
    scorers.edit.matchesGold({ text }, { text: "Take four blue shirts and some coats." }, rewriting);
  expect(matches("Take four blue shirts and some coats!")).toBe(true);
  expect(matches("Take four blue shirts and a coat.")).toBe(true);
  expect(matches("Take two red shirts and a coat.")).toBe(false);
  expect(matches("Something else altogether.")).toBe(false);
});

test("edit: the effort is words that differ from the sample, and in an answer all words", () => {
  const read = (text: string, options: object) => scorers.edit.read({ text }, { ...rewriting, options });
  expect(read("Take three red shirts and a coat.", { minimumWords: 2 })).toEqual({ ok: false, why: "edit-too-short" });
  expect(read("Take three blue shirts and a coat.", { minimumWords: 2 })).toMatchObject({ ok: true });
  expect(read("Take a coat.", { minimumWords: 3, mode: "answer" })).toMatchObject({ ok: true });
  expect(read("Yes yes yes.", { minimumWords: 3, mode: "answer" })).toEqual({ ok: false, why: "edit-too-short" });
});
