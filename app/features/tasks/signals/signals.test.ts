import { expect, test } from "vitest";
import { type SignalAnswer, sameHands, signalsOf } from "#app/features/tasks/signals/signals.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

const people = Array.from({ length: 12 }, (_, index) => `0x${String(index).padStart(40, "0")}`);
const [lazy = "", lefty = "", quick = ""] = people;

const choices = ["a", "b", "tie"];
const rightAt = (task: number) => choices[task % 3] ?? "tie";

/** A crowd of twelve at sixty comparisons; what the first three do is up to the test. */
function crowd(odd: (address: string, task: number) => Partial<SignalAnswer>): Array<SignalAnswer> {
  const random = seededRandom(11);
  const answers: Array<SignalAnswer> = [];
  for (let task = 0; task < 60; task++) {
    for (const address of people) {
      const choice = choices[Math.floor(random.nextFloat() * 3)] ?? "tie";
      const outcome = rightAt(task);
      const usual = {
        ...{ taskId: `t${task}`, address, choice, atMs: task * 60_000, outcome },
        kept: random.nextFloat() < 0.8 ? outcome : choice,
        dwellMs: 8_000 + random.nextFloat() * 8_000,
        characters: 400,
      };
      const own = { ...usual, ...odd(address, task) };
      answers.push({ ...own, side: own.choice === "a" ? "first" : own.choice === "b" ? "second" : "neither" });
    }
  }
  return answers;
}

test("a crowd that answers as it should gives no finding", () => {
  expect(
    signalsOf(
      "prefer",
      crowd(() => ({})),
    ),
  ).toEqual([]);
});

test("one and the same answer, one side, and answers faster than reading are found with their figures", () => {
  const findings = signalsOf(
    "prefer",
    crowd((address, task) => {
      if (address === lazy) return { choice: "tie" };
      if (address === lefty) return { choice: task % 8 === 7 ? "b" : task % 5 === 4 ? "tie" : "a" };
      return address === quick ? { dwellMs: 900 } : {};
    }),
  );
  const found = findings.map(({ address, reason }) => `${reason} ${people.indexOf(address)}`).sort();
  expect(found).toEqual(["side-bias 1", "straight-lining 0", "too-fast 2"]);
  expect(findings.find(({ reason }) => reason === "too-fast")?.figures).toMatchObject({ n: 60, fasterThanReading: 60 });
  expect(findings.find(({ reason }) => reason === "straight-lining")?.figures).toMatchObject({ longestRun: 60, n: 60 });
});

test("of few answers nothing is said, however alike they are", () => {
  const few = crowd((address) => (address === lazy ? { choice: "tie", dwellMs: 1 } : {})).slice(0, 12 * 15);
  expect(signalsOf("prefer", few)).toEqual([]);
});

test("sides say nothing where there are none", () => {
  const same = crowd((address) => (address === lefty ? { choice: "a" } : {}));
  expect(signalsOf("rate", same).map(({ reason }) => reason)).toEqual(["straight-lining"]);
});

test("two who err alike are found by their mistakes, and each is named with the other", () => {
  const wrong = (task: number) => ({ kept: rightAt(task % 4 === 0 ? task + 1 : task) });
  const findings = signalsOf(
    "prefer",
    crowd((address, task) => (address === lazy || address === lefty ? wrong(task) : {})),
  ).filter(({ reason }) => reason === "copy-ring");
  expect(findings.map(({ address, members }) => [address, members])).toEqual([
    [lazy, [lefty]],
    [lefty, [lazy]],
  ]);
  expect(findings[0]?.figures).toMatchObject({ sameMistakes: 15, n: 60 });
});

test("accounts that one source funded are named together, and nobody else", () => {
  const answers = crowd(() => ({}));
  const source = "0xf";
  const found = sameHands(answers, [
    { from: source, to: lazy },
    { from: source, to: lefty },
    { from: "0xe", to: quick },
  ]);
  expect(found.map(({ address, members }) => [address, members])).toEqual([
    [lazy, [lefty]],
    [lefty, [lazy]],
  ]);
  expect(found[0]?.figures).toMatchObject({ accounts: 2, commonSources: 1 });
  expect(sameHands(answers, [])).toEqual([]);
});
