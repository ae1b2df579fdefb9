import fc from "fast-check";
import { expect, test } from "vitest";
import { type AgreementTask, agreementOfKind } from "#app/features/tasks/dashboard/campaign-agreement.ts";

function task(id: string, answers: ReadonlyArray<unknown>, language = "en"): AgreementTask {
  return { id, language, answers: answers.map((answer) => ({ answer })) };
}

function choices(id: string, given: string, language = "en"): AgreementTask {
  const names = { a: "a", b: "b", t: "tie", x: "bad" };
  return task(
    id,
    [...given].map((letter) => ({ choice: Reflect.get(names, letter) })),
    language,
  );
}

test("choices: alpha by hand, and the share of equal pairs", () => {
  const { figures, tasks, answers } = agreementOfKind({
    kind: "prefer",
    tasks: [choices("1", "aa"), choices("2", "ab"), choices("3", "bb"), choices("4", "b")],
  });
  // Three pairable units, six values: three a, three b. Do = 2/6 observed, De = 18/30 expected; alpha = 1 − (1/3)/(3/5).
  expect(figures[0]).toMatchObject({ measure: "alpha-nominal", tasks: 3 });
  expect(figures[0]?.value).toBeCloseTo(1 - 1 / 3 / (3 / 5), 12);
  expect(figures[1]).toMatchObject({ measure: "raw", tasks: 3 });
  expect(figures[1]?.value).toBeCloseTo(2 / 3, 12);
  expect({ tasks, answers }).toEqual({ tasks: 3, answers: 6 });
});

test("where everybody agrees alpha is 1, for choices, scores, labels and rankings alike", () => {
  const rank = (...tiers: Array<Array<string>>) => ({ tiers });
  const sets = [
    agreementOfKind({ kind: "prefer", tasks: [choices("1", "aaa"), choices("2", "ttt")] }),
    agreementOfKind({
      kind: "rate",
      tasks: [
        task("1", [{ scores: { tone: 1 } }, { scores: { tone: 1 } }]),
        task("2", [{ scores: { tone: 5 } }, { scores: { tone: 5 } }]),
      ],
    }),
    agreementOfKind({
      kind: "label",
      tasks: [
        task("1", [{ labels: ["safe"] }, { labels: ["safe"] }]),
        task("2", [{ labels: ["not"] }, { labels: ["not"] }]),
      ],
    }),
    agreementOfKind({
      kind: "rank",
      tasks: [task("1", [rank(["x"], ["y", "z"]), rank(["x"], ["y", "z"])])],
    }),
  ];
  for (const { figures } of sets) expect(figures[0]?.value).toBeCloseTo(1, 12);
});

test("each dimension has its own figure, and 'can't tell' is a missing answer", () => {
  const { figures } = agreementOfKind({
    kind: "rate",
    tasks: [
      task("1", [{ scores: { tone: 1, truth: 5 } }, { scores: { tone: 2, truth: 1 } }]),
      task("2", [{ scores: { tone: 4, truth: 1 } }, { scores: { tone: 5 } }]),
      task("3", [{ scores: { tone: 3, truth: 2 } }, { scores: { tone: 3, truth: 4 } }]),
    ],
  });
  expect(figures.map(({ about, tasks }) => [about, tasks])).toEqual([
    ["tone", 3],
    ["truth", 2],
  ]);
  expect(figures[0]?.value ?? 0).toBeGreaterThan(figures[1]?.value ?? 1);
});

test("with several labels an answer, each label has its own figure beside that of the whole set", () => {
  const { figures } = agreementOfKind({
    kind: "label",
    tasks: [
      task("1", [{ labels: ["rude", "wrong"] }, { labels: ["wrong", "rude"] }]),
      task("2", [{ labels: ["rude"] }, { labels: ["wrong"] }]),
      task("3", [{ labels: ["wrong"] }, { labels: ["wrong"] }]),
    ],
  });
  expect(figures.map(({ measure, about }) => [measure, about])).toEqual([
    ["alpha-nominal", null],
    ["raw", null],
    ["alpha-nominal", "wrong"],
    ["alpha-nominal", "rude"],
  ]);
  expect(figures[1]?.value).toBeCloseTo(2 / 3, 12);
});

test("what is unacceptable is the last tier of a ranking", () => {
  const below = { tiers: [["x"], ["y"]], unacceptable: ["z"] };
  const { figures } = agreementOfKind({
    kind: "rank",
    tasks: [task("1", [below, { tiers: [["x"], ["y"], ["z"]] }])],
  });
  expect(figures[0]).toMatchObject({ measure: "kendall-w", value: 1, tasks: 1 });
});

test("languages are told apart where there are several", () => {
  const { languages } = agreementOfKind({
    kind: "prefer",
    tasks: [choices("1", "aa"), choices("2", "bb"), choices("3", "ab", "id"), choices("4", "ba", "id")],
  });
  expect(languages.map(({ language, figure }) => [language, (figure.value ?? 0) > 0])).toEqual([
    ["en", true],
    ["id", false],
  ]);
});

test("texts are not compared, and nothing is claimed without answers", () => {
  expect(agreementOfKind({ kind: "edit", tasks: [task("1", [{ text: "a" }, { text: "b" }])] }).figures).toEqual([]);
  expect(agreementOfKind({ kind: "prefer", tasks: [] }).figures[0]?.value).toBeNull();
  expect(agreementOfKind({ kind: "prefer", tasks: [task("1", [{ wrong: 1 }])] }).figures[0]?.value).toBeNull();
});

test("the order of tasks and answers does not matter, and an interval holds its figure", () => {
  const given = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "t", "x"), maxLength: 5 }), { maxLength: 12 });
  fc.assert(
    fc.property(given, (letters) => {
      const tasks = letters.map((choice, index) => choices(`task ${index}`, choice));
      const turned = tasks.toReversed().map((one) => ({ ...one, answers: one.answers.toReversed() }));
      const { figures } = agreementOfKind({ kind: "prefer", tasks });
      expect(agreementOfKind({ kind: "prefer", tasks: turned }).figures).toEqual(figures);
      for (const { value, low, high } of figures) {
        if (value === null || low === null || high === null) continue;
        expect(low <= value && value <= high).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});
