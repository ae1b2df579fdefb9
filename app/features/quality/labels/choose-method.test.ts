import { expect, test } from "vitest";
import { chooseMethod } from "#app/features/quality/labels/choose-method.ts";
import { votesOf } from "#app/features/quality/labels/votes.ts";
import {
  adversaryHabit,
  guessingHabit,
  oneCoinHabit,
  ownConfusionHabit,
  simulatedCrowd,
} from "#scripts/bench/crowds.ts";

const confusedCrowd = simulatedCrowd({
  seed: 2,
  taskCount: 300,
  workerCount: 20,
  answersATask: 6,
  commonness: [0.4, 0.3, 0.3],
  habits: [
    { share: 0.7, habit: ownConfusionHabit(2.5) },
    { share: 0.3, habit: adversaryHabit },
  ],
});

test("where everybody errs in a way of their own, held-out answers choose Dawid–Skene", () => {
  const choice = chooseMethod(votesOf(confusedCrowd.columns));
  expect(choice.method).toBe("dawid-skene");
  expect(choice.by).toBe("held-out");
  expect(choice.scores.every(({ heldOut, goldRight }) => heldOut !== null && heldOut < 0 && goldRight === null)).toBe(
    true,
  );
});

test("where each worker has answered two or three tasks, confusions are not chosen", () => {
  const { columns } = simulatedCrowd({
    seed: 3,
    taskCount: 300,
    workerCount: 600,
    answersATask: 5,
    commonness: [0.25, 0.25, 0.25, 0.25],
    habits: [{ share: 1, habit: oneCoinHabit(0.5, 0.95) }],
  });
  expect(chooseMethod(votesOf(columns)).method).not.toBe("dawid-skene");
});

test("gold leaves out what is surely worse, and the choice says how many it found", () => {
  const { columns, truth } = confusedCrowd;
  const gold = truth.map((label, task) => (task < 100 ? label : -1));
  const choice = chooseMethod(votesOf(columns), { gold });
  expect(choice.method).toBe("dawid-skene");
  expect(["gold", "gold-then-held-out"]).toContain(choice.by);
  expect(choice.goldTasks).toBe(100);
  const found = choice.scores.map(({ goldRight }) => goldRight ?? 0);
  expect(Math.max(...found)).toBe(choice.scores.find(({ method }) => method === "dawid-skene")?.goldRight);
});

test("a handful of gold tasks is too few to choose by", () => {
  const { columns, truth } = confusedCrowd;
  const gold = truth.map((label, task) => (task < 5 ? label : -1));
  const choice = chooseMethod(votesOf(columns), { gold });
  expect(choice.by).toBe("held-out");
  expect(choice.goldTasks).toBe(5);
});

test("with one answer a task nothing can be foretold: the majority stands", () => {
  const { columns } = simulatedCrowd({
    seed: 5,
    taskCount: 50,
    workerCount: 10,
    answersATask: 1,
    commonness: [0.5, 0.5],
    habits: [{ share: 1, habit: guessingHabit }],
  });
  expect(chooseMethod(votesOf(columns))).toMatchObject({ method: "majority", by: "too-few-answers" });
});

test("the same answers in another order get the same choice and the same figures", () => {
  const { columns } = confusedCrowd;
  const reversed = {
    ...columns,
    tasks: columns.tasks.toReversed(),
    workers: columns.workers.toReversed(),
    labels: columns.labels.toReversed(),
  };
  expect(chooseMethod(votesOf(reversed))).toEqual(chooseMethod(votesOf(columns)));
});
