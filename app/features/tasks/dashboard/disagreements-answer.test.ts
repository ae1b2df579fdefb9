import { expect, test } from "vitest";
import { titlesOf, toAnswerLine } from "#app/features/tasks/dashboard/disagreements-answer.ts";

const sampleIds = ["s1", "s2", "s3", "s4"];
const titles = new Map([["tone", "Tone of voice"]]);

test("each kind's answer becomes one line", () => {
  const line = (kind: "prefer" | "rank" | "rate" | "label" | "edit", answer: unknown) =>
    toAnswerLine({ kind, answer, sampleIds, titles });
  expect(line("prefer", { choice: "tie" })).toEqual({ form: "choice", choice: "tie" });
  expect(line("rank", { tiers: [["s3"], ["s2", "s1"]], unacceptable: ["s4"] })).toEqual({
    ...{ form: "ranking", ranking: "C > A = B", unacceptable: "D" },
  });
  expect(line("rate", { scores: { tone: 4, truth: 1 } })).toEqual({
    form: "text",
    text: "Tone of voice: 4 · truth: 1",
  });
  expect(line("label", { labels: ["tone", "safe"] })).toEqual({ form: "text", text: "Tone of voice · safe" });
  expect(line("edit", { text: "Better so." })).toEqual({ form: "text", text: "Better so." });
});

test("what is no answer of its kind has no line", () => {
  for (const kind of ["prefer", "rank", "rate", "label", "edit"] as const) {
    expect(toAnswerLine({ kind, answer: { other: 1 }, sampleIds, titles })).toBeNull();
  }
});

test("titles come from the campaign's options", () => {
  const labels = [
    { id: "safe", title: "Safe" },
    { id: "not", title: "Not safe" },
  ];
  expect(titlesOf("label", { labels }).get("not")).toBe("Not safe");
  const dimensions = [{ id: "tone", title: "Tone", anchors: ["low", "high"] }];
  expect(titlesOf("rate", { dimensions }).get("tone")).toBe("Tone");
  expect(titlesOf("prefer", {}).size).toBe(0);
});
