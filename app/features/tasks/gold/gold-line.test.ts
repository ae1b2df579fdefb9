import { expect, test } from "vitest";
import { type GoldRules, goldOfJson, goldOfRow } from "#app/features/tasks/gold/gold-line.ts";

const rules: GoldRules = {
  languages: ["en", "id"],
  candidatesPerPrompt: 3,
  kinds: [
    { kind: "prefer", options: {} },
    { kind: "rank", options: { partial: false } },
    {
      kind: "label",
      options: {
        labels: [
          { id: "fine", title: "Fine" },
          { id: "harm", title: "Harm" },
        ],
      },
    },
    { kind: "edit", options: { mode: "answer" } },
  ],
};
const pair = { kind: "prefer", prompt: "2 + 2?", texts: ["4", "5"], outcome: { choice: "a" } };

function codeOf(line: object): string | null {
  const read = goldOfJson(JSON.stringify(line), rules);
  return read.ok ? null : read.code;
}

test("a line becomes a task whose answer is known, samples named by their place", () => {
  expect(
    goldOfJson(JSON.stringify({ ...pair, language: "id", purpose: "qualification", explanation: "Count." }), rules),
  ).toEqual({
    ok: true,
    value: {
      kind: "prefer",
      purpose: "qualification",
      messages: [{ role: "user", content: "2 + 2?" }],
      language: "id",
      texts: ["4", "5"],
      outcome: { choice: "a" },
      explanation: "Count.",
    },
  });
  const ranked = { kind: "rank", prompt: "x", texts: ["a", "b", "c"], outcome: { tiers: [["1"], ["0", "2"]] } };
  expect(codeOf(ranked)).toBeNull();
  expect(codeOf({ kind: "edit", prompt: "Say hello", outcome: { text: "Hello to you, dear neighbour" } })).toBeNull();
});

test("each way in which a line does not fit has its code", () => {
  expect(codeOf({ ...pair, kind: "rate" })).toBe("kind-not-of-campaign");
  expect(codeOf({ ...pair, texts: ["4"] })).toBe("texts-count");
  expect(codeOf({ ...pair, texts: "4" })).toBe("texts-malformed");
  expect(codeOf({ ...pair, texts: ["4", "5\u202e"] })).toBe("bidi-control");
  expect(codeOf({ ...pair, texts: ["4", "x".repeat(16_001)] })).toBe("text-too-long");
  expect(codeOf({ ...pair, outcome: { choice: "c" } })).toBe("invalid-answer");
  expect(codeOf({ ...pair, outcome: undefined })).toBe("invalid-answer");
  expect(codeOf({ ...pair, purpose: "decoration" })).toBe("purpose-unknown");
  expect(codeOf({ ...pair, explanation: 7 })).toBe("explanation-malformed");
  expect(codeOf({ ...pair, language: "pt-BR" })).toBe("language-not-of-campaign");
  expect(codeOf({ ...pair, prompt: "" })).toBe("prompt-missing");
  expect(codeOf({ ...pair, hint: "a" })).toBe("unknown-field");
  expect(codeOf({ kind: "label", prompt: "x", texts: ["y"], outcome: { labels: ["awful"] } })).toBe("unknown-label");
  expect(codeOf({ kind: "rank", prompt: "x", texts: ["a", "b", "c"], outcome: { tiers: [["7"]] } })).toBe(
    "sample-not-in-task",
  );
  expect(codeOf({ kind: "rank", prompt: "x", texts: ["a", "b", "c"], outcome: { tiers: [["0"]] } })).toBe(
    "samples-left-out",
  );
});

test("gold to rank shows as many texts as the campaign's groups; a question of a qualification may show others", () => {
  const of = (texts: Array<string>, purpose: string) =>
    codeOf({ kind: "rank", prompt: "x", texts, purpose, outcome: { tiers: [texts.map((_, place) => String(place))] } });
  expect(of(["a", "b", "c"], "gold")).toBeNull();
  expect(of(["a", "b"], "gold")).toBe("texts-count");
  expect(of(["a", "b", "c", "d"], "gold")).toBe("texts-count");
  expect(of(["a", "b"], "qualification")).toBeNull();
});

test("a row of CSV holds texts and outcome as JSON", () => {
  const columns = ["kind", "prompt", "texts", "outcome", "language"];
  const read = (fields: Array<string>) => goldOfRow(columns, fields, rules);
  expect(read(["prefer", "2 + 2?", '["4","5"]', '{"choice":"b"}', ""])).toMatchObject({
    ok: true,
    value: { texts: ["4", "5"], outcome: { choice: "b" }, language: "en" },
  });
  expect(read(["prefer", "2 + 2?", "4|5", '{"choice":"b"}', ""])).toEqual({ ok: false, code: "not-json" });
  expect(read(["prefer", "2 + 2?"])).toEqual({ ok: false, code: "wrong-columns" });
});
