import { expect, test } from "vitest";
import { answerOf, type Draft, type FormTask, isBegun, startDraft } from "#app/features/tasks/forms/draft.ts";

const prompt = { messages: [{ role: "user" as const, content: "What shall I pack?" }] };
const samples = ["Socks and shoes", "Shoes", "Nothing"].map((text, index) => ({ id: `s${index + 1}`, text }));
const dimensions = [
  { id: "correct", title: "Correct", anchors: ["no", "yes"] },
  { id: "tone", title: "Tone", anchors: ["rude", "", "kind"] },
];
const labels = [
  { id: "good", title: "Good" },
  { id: "bad", title: "Bad" },
];

const tasks = {
  prefer: { kind: "prefer", options: { strength: true }, prompt, samples: samples.slice(0, 2) },
  rank: { kind: "rank", options: { partial: true }, prompt, samples },
  rate: { kind: "rate", options: { dimensions }, prompt, samples: samples.slice(0, 1) },
  label: { kind: "label", options: { labels, spans: true }, prompt, samples: samples.slice(0, 1) },
  edit: { kind: "edit", options: { minimumWords: 2 }, prompt, samples: samples.slice(0, 1) },
} satisfies Record<string, FormTask>;

/** The answer of a draft, or the code of what it lacks. */
function outcome(draft: Draft, task: FormTask) {
  const finished = answerOf(draft, task);
  return finished.ok ? finished.answer : finished.problem.code;
}

test("a fresh draft is not begun, and is no answer yet", () => {
  const lacking = { prefer: "choose", rank: "rank-one", rate: "rate-all", label: "label-one", edit: "edit-effort" };
  for (const [kind, task] of Object.entries(tasks)) {
    const draft = startDraft(task, null);
    expect(isBegun(draft, task), kind).toBe(false);
    expect(outcome(draft, task), kind).toBe(Object.entries(lacking).find(([name]) => name === kind)?.[1]);
  }
});

test("an answer that is taken up again makes the same answer", () => {
  const given = {
    prefer: { choice: "b", strength: 2 },
    rank: { tiers: [["s2"], ["s1"]], unacceptable: ["s3"] },
    rate: { scores: { tone: 3 } },
    label: { labels: ["bad"], spans: [{ start: 0, end: 5, label: "bad" }] },
    edit: { text: "Socks, shoes, and then some" },
  };
  for (const [kind, answer] of Object.entries(given)) {
    const task = Object.values(tasks).find((one) => one.kind === kind);
    if (!task) throw new Error("every kind has its task");
    const draft = startDraft(task, answer);
    expect(isBegun(draft, task), kind).toBe(true);
    expect(outcome(draft, task), kind).toEqual(answer);
  }
});

test("a strength goes with a side only, and only where it is asked for", () => {
  const draft: Draft = { kind: "prefer", choice: "tie", strength: 3 };
  expect(outcome(draft, tasks.prefer)).toEqual({ choice: "tie" });
  expect(outcome({ ...draft, choice: "a" }, { ...tasks.prefer, options: {} })).toEqual({ choice: "a" });
});

test("a ranking that is to be whole names what is left out", () => {
  const draft: Draft = { kind: "rank", places: { s1: 1, s2: "unacceptable" } };
  expect(outcome(draft, tasks.rank)).toEqual({ tiers: [["s1"]], unacceptable: ["s2"] });
  expect(outcome(draft, { ...tasks.rank, options: { partial: false } })).toBe("rank-all");
});

test("who can't tell on any scale skips instead", () => {
  const scores = { correct: "cannot-tell", tone: "cannot-tell" } as const;
  expect(outcome({ kind: "rate", scores }, tasks.rate)).toBe("rate-one");
  expect(outcome({ kind: "rate", scores: { ...scores, tone: 2 } }, tasks.rate)).toEqual({ scores: { tone: 2 } });
});

test("an edit says how many words are missing", () => {
  const text = "Socks and boots";
  expect(answerOf({ kind: "edit", text }, tasks.edit)).toEqual({
    ok: false,
    problem: { code: "edit-effort", count: 1 },
  });
  expect(outcome({ kind: "edit", text: " \n" }, tasks.edit)).toBe("edit-empty");
  expect(outcome({ kind: "edit", text: `${text} and gloves ` }, tasks.edit)).toEqual({ text: `${text} and gloves` });
});

test("hidden characters of a sample are not taken into its rewrite", () => {
  const sample = { id: "s", text: "Pack\u202e socks\u0000\r\nand\tshoes" };
  expect(startDraft({ ...tasks.edit, samples: [sample] }, null)).toEqual({
    kind: "edit",
    text: "Pack socks\nand\tshoes",
  });
});
