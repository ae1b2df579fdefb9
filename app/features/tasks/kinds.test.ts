// What holds for every kind's scorer, whatever it scores.
import fc from "fast-check";
import { expect, test } from "vitest";
import { kindOptionsSchemas, type TaskKind, taskKinds } from "#app/features/campaigns/kind-options.ts";
import { preferResults } from "#app/features/quality/prefer-posterior.ts";
import { misfits } from "#app/features/tasks/kinds/codes.ts";
import type { TaskFacts, Weighed } from "#app/features/tasks/kinds/scorer.ts";
import { scorers } from "#app/features/tasks/kinds.ts";

const sampleIds = ["s-one", "s-two", "s-three", "s-four"];
const text = "Take the kettle, the tea, two cups and a spoon.";
const labels = ["wrong", "rude", "cut-off", "facts"].map((id) => ({ id, title: id }));
const points = (id: string, count: number) => ({ id, title: id, anchors: Array(count).fill("…") });

const tasks: Record<TaskKind, TaskFacts> = {
  prefer: { sampleIds: sampleIds.slice(0, 2), texts: ["1", "2"], options: {} },
  rank: { sampleIds, texts: ["1", "2", "3", "4"], options: {} },
  rate: { sampleIds: ["s-one"], texts: [text], options: { dimensions: [points("tone", 5), points("correct", 2)] } },
  label: { sampleIds: ["s-one"], texts: [text], options: { labels } },
  edit: { sampleIds: ["s-one"], texts: [text], options: {} },
};
const severalLabels: TaskFacts = { ...tasks.label, options: { labels, multiple: true, spans: true } };

const ranked = fc
  .tuple(
    fc.shuffledSubarray(sampleIds, { minLength: 1 }),
    fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    fc.nat(3),
  )
  .map(([ids, isTied, below]) => {
    const placed = ids.slice(0, Math.max(0, ids.length - below));
    const tiers: Array<Array<string>> = [];
    for (const [index, id] of placed.entries()) {
      const last = tiers.at(-1);
      if (last && isTied[index]) last.push(id);
      else tiers.push([id]);
    }
    return { tiers, unacceptable: ids.slice(placed.length) };
  });
const labelIds = labels.map(({ id }) => id);
const span = fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 20 }));

const answers: Record<TaskKind, fc.Arbitrary<unknown>> = {
  prefer: fc.constantFrom(...preferResults).map((choice) => ({ choice })),
  rank: ranked,
  rate: fc.record({
    scores: fc.record(
      { tone: fc.integer({ min: 1, max: 5 }), correct: fc.integer({ min: 1, max: 2 }) },
      { requiredKeys: ["tone"] },
    ),
  }),
  label: fc.constantFrom(...labelIds).map((label) => ({ labels: [label] })),
  edit: fc.lorem({ maxCount: 20 }).map((written) => ({ text: `${written} and five more words here` })),
};
const severalAnswers = fc.tuple(fc.subarray(labelIds, { minLength: 1 }), fc.array(span)).map(([chosen, spans]) => ({
  labels: chosen,
  spans: spans.map(([start, length]) => ({ start, end: start + length, label: chosen[0] ?? "" })),
}));

const accuracy = fc.double({ min: 0.55, max: 0.97, noNaN: true });
const cases = [
  ...taskKinds.map((kind) => ({ name: kind, kind, task: tasks[kind], answer: answers[kind] })),
  { name: "label (several)", kind: "label" as const, task: severalLabels, answer: severalAnswers },
];

/** Every group of numbers in an outcome's detail that is a distribution. */
function distributions(kind: TaskKind, detail: Record<string, unknown>): Array<Array<number>> {
  const numbers = (value: unknown) => Object.values(Object(value)).map(Number);
  if (kind === "prefer") return [numbers(detail.posterior)];
  if (kind === "rate") return Object.values(Object(detail.dimensions)).map((each) => numbers(Object(each).posterior));
  return [];
}

for (const { name, kind, task, answer } of cases) {
  const scorer = scorers[kind];
  const given: fc.Arbitrary<Weighed<unknown>> = fc.record({ answer, accuracy });
  const several = fc.array(given, { minLength: 1, maxLength: 9 });

  test(`${name}: a well-formed answer is read as it is, again and again`, () => {
    fc.assert(
      fc.property(answer, (value) => {
        const read = scorer.read(value, task);
        expect(read.ok).toBe(true);
        if (read.ok) expect(scorer.read(JSON.parse(JSON.stringify(read.answer)), task)).toEqual(read);
      }),
    );
  });

  test(`${name}: a set of answers has one outcome in any order, to the last bit`, () => {
    const reordered = several.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(reordered, ([all, shuffled]) => {
        expect(scorer.outcome(shuffled, task, 950)).toEqual(scorer.outcome(all, task, 950));
      }),
    );
  });

  test(`${name}: the probability lies in [0, 1], distributions sum to 1`, () => {
    fc.assert(
      fc.property(several, (all) => {
        const { probability, detail } = scorer.outcome(all, task, 950);
        expect(probability >= 0 && probability <= 1).toBe(true);
        for (const values of distributions(kind, detail)) {
          expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
          expect(values.reduce((left, right) => left + right, 0)).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  test(`${name}: unanimous answers win, each of them agrees, and more of them are surer`, () => {
    fc.assert(
      fc.property(answer, accuracy, fc.integer({ min: 1, max: 9 }), (value, each, count) => {
        const all = Array.from({ length: count }, () => ({ answer: value, accuracy: each }));
        const outcome = scorer.outcome(all, task, 501);
        expect(outcome.result).toBe(scorer.choice(value, task));
        expect(scorer.agrees(value, outcome.result, task)).toBe(true);
        const more = scorer.outcome([...all, { answer: value, accuracy: each }], task, 501);
        expect(more.probability).toBeGreaterThanOrEqual(outcome.probability - 1e-12);
      }),
    );
  });

  test(`${name}: the result is short, and holds nothing of a text`, () => {
    fc.assert(
      fc.property(several, (all) => {
        const { result } = scorer.outcome(all, task, 501);
        expect(result.length).toBeLessThan(120);
        expect(result).toMatch(/^[a-z0-9.>=|+ -]+$/);
      }),
    );
  });

  test(`${name}: without an answer nothing is decided`, () => {
    expect(scorer.outcome([], task, 501)).toEqual({ result: "undecided", probability: 0, detail: {} });
  });

  test(`${name}: what is known matches itself`, () => {
    fc.assert(
      fc.property(answer, (value) => {
        const places = JSON.parse(
          JSON.stringify(value).replaceAll(/s-(one|two|three|four)/g, (id) => String(sampleIds.indexOf(id))),
        );
        expect(scorer.matchesGold(value, places, task)).toBe(true);
        expect(scorer.known(places, task)).toMatchObject({ result: scorer.choice(value, task), probability: 1 });
      }),
    );
  });
}

test("whatever comes in is read or refused with a code, and what is read can be stored", () => {
  const nearly = fc.record({
    choice: fc.anything(),
    tiers: fc.array(fc.array(fc.oneof(fc.constantFrom(...sampleIds), fc.string()))),
    scores: fc.dictionary(fc.oneof(fc.constant("tone"), fc.string()), fc.oneof(fc.integer(), fc.anything())),
    labels: fc.array(fc.oneof(fc.constantFrom(...labelIds), fc.string())),
    text: fc.string({ unit: "binary", maxLength: 200 }),
  });
  const partly = nearly.chain((all) =>
    fc.subarray(Object.entries(all), { minLength: 1 }).map((entries) => Object.fromEntries(entries)),
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), partly), fc.constantFrom(...cases), (value, { kind, task }) => {
      const read = scorers[kind].read(value, task);
      if (!read.ok) expect(misfits).toContain(read.why);
      // A zero byte or half of a surrogate pair would make the database refuse the whole statement.
      else expect(JSON.stringify(read.answer)).not.toMatch(/\\u0000|\\ud[89a-f]/);
    }),
    { numRuns: 300 },
  );
});

test("what is known of a gold that no longer fits its campaign's options is nothing", () => {
  expect(scorers.label.known({ labels: ["made-up"] }, tasks.label)).toBe(null);
  expect(scorers.label.matchesGold({ labels: ["rude"] }, { labels: ["made-up"] }, tasks.label)).toBe(false);
  expect(scorers.rank.known({ tiers: [["0"], ["7"]] }, tasks.rank)).toBe(null);
  expect(scorers.rate.known({ scores: { tone: 9 } }, tasks.rate)).toBe(null);
  expect(scorers.prefer.known({ labels: ["rude"] }, tasks.prefer)).toBe(null);
  expect(scorers.edit.known({ text: "" }, tasks.edit)).toBe(null);
});

test("every kind's options have a schema and every kind a scorer with a method of its own", () => {
  expect(Object.keys(kindOptionsSchemas).sort()).toEqual(Object.keys(scorers).sort());
  const methods = taskKinds.map((kind) => scorers[kind].method);
  expect(new Set(methods).size).toBe(taskKinds.length);
});
