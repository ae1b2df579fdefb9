// Examples worked by hand, and the two Dawid–Skene models against plain restatements of their equations.
import { expect, test } from "vitest";
import { dawidSkene } from "#app/features/quality/labels/dawid-skene.ts";
import { digamma } from "#app/features/quality/labels/digamma.ts";
import { glad } from "#app/features/quality/labels/glad.ts";
import { mace } from "#app/features/quality/labels/mace.ts";
import { majority } from "#app/features/quality/labels/majority.ts";
import { oneCoin } from "#app/features/quality/labels/one-coin.ts";
import { type Votes, votesOf } from "#app/features/quality/labels/votes.ts";
import { wawa } from "#app/features/quality/labels/wawa.ts";
import { oneCoinHabit, ownConfusionHabit, simulatedCrowd } from "#scripts/bench/crowds.ts";

/** Rows are tasks, places in a row are workers; a dot is no answer. */
function votesFrom(rows: ReadonlyArray<string>, labelCount: number): Votes {
  const answers = rows.flatMap((row, task) =>
    [...row].flatMap((label, worker) => (label === "." ? [] : [{ task, worker, label: Number(label) }])),
  );
  return votesOf({
    tasks: Int32Array.from(answers, ({ task }) => task),
    workers: Int32Array.from(answers, ({ worker }) => worker),
    labels: Int32Array.from(answers, ({ label }) => label),
    taskCount: rows.length,
    workerCount: Math.max(...rows.map((row) => row.length)),
    labelCount,
  });
}

/** Two, three and more labels and long tasks are passed over by different loops. */
const crowds = [
  { commonness: [0.6, 0.4], answersATask: 5 },
  { commonness: [0.5, 0.3, 0.2], answersATask: 5 },
  { commonness: [0.4, 0.3, 0.2, 0.1], answersATask: 5 },
  { commonness: [0.5, 0.3, 0.2], answersATask: 20 },
];

function simulated(shape: { commonness: Array<number>; answersATask: number }): Votes {
  const habits = [
    { share: 0.5, habit: oneCoinHabit(0.5, 0.9) },
    { share: 0.5, habit: ownConfusionHabit(3) },
  ];
  return votesOf(simulatedCrowd({ ...shape, seed: 4, taskCount: 60, workerCount: 24, habits }).columns);
}

test("majority by hand: two of three", () => {
  const { posterior, accuracies } = majority(votesFrom(["001"], 2));
  expect(posterior[0]).toBeCloseTo(2 / 3, 12);
  // Who said 0 is right with probability 2/3, who said 1 with 1/3.
  expect(accuracies[0]).toBeCloseTo(2 / 3, 12);
  expect(accuracies[2]).toBeCloseTo(1 / 3, 12);
});

test("Wawa by hand: a vote weighs as much as its worker agrees with the majority", () => {
  // Majorities: 0, 0, 0, and 0 of the tie on the last task. Worker 0 agrees on 4 of 4, worker 1 on 3 of 4, worker 2 on 1 of 3.
  // Second task: 0 weighs 1 + 3/4, 1 weighs 1/3: 1.75 / (1.75 + 1/3) = 0.84.
  const { posterior, accuracies } = wawa(votesFrom(["000", "001", "001", "01."], 2));
  expect([...accuracies]).toEqual([1, 3 / 4, 1 / 3]);
  expect(posterior[2]).toBeCloseTo(0.84, 12);
  expect(posterior[6]).toBeCloseTo(1 / 1.75, 12);
});

test("one-coin by hand: the first E-step weighs by log-odds", () => {
  // A history of 8 right and 2 wrong for worker 0 and of 6 and 4 for the others is so heavy that one answer can't move it:
  // accuracies 0.8, 0.6, 0.6. Label 0: 0.8 · 0.4 · 0.4 = 0.128; label 1: 0.2 · 0.6 · 0.6 = 0.072, times the label's prior.
  const heavy = 1e9;
  const history = {
    right: Float64Array.of(0.8 * heavy, 0.6 * heavy, 0.6 * heavy),
    wrong: Float64Array.of(0.2 * heavy, 0.4 * heavy, 0.4 * heavy),
  };
  // The mirror image of the task keeps the labels equally common.
  const { posterior, accuracies } = oneCoin(votesFrom(["011", "100"], 2), { history });
  expect(accuracies[0]).toBeCloseTo(0.8, 6);
  expect(posterior[0]).toBeCloseTo(0.128 / 0.2, 6);
  expect(posterior[2]).toBeCloseTo(0.072 / 0.2, 6);
});

test("Dawid–Skene by hand: who always swaps two labels is as good as who never does", () => {
  // Workers 0 and 1 agree on every task, worker 2 swaps. The confusions become certain, and so do all tasks; worker 2 is
  // taken at their word's opposite: on the last task, which they alone answered with "1", the label is 0.
  const { posterior, accuracies } = dawidSkene(votesFrom(["001", "001", "001", "110", "110", "110", "..1"], 2));
  expect(posterior[12]).toBeCloseTo(1, 3);
  expect(accuracies[2]).toBeCloseTo(0, 3);
});

test("MACE: somebody who always gives the same label is seen to guess", () => {
  const votes = votesFrom(["0001", "0001", "1111", "1111", "0001", "1111", "0001", "1111", "0.01", "11.1"], 2);
  const { accuracies, posterior } = mace(votes);
  expect(accuracies[0]).toBeGreaterThan(0.95);
  expect(accuracies[3]).toBeCloseTo(0.5, 1);
  expect(posterior[0]).toBeGreaterThan(0.9);
});

test("GLAD: where a task divides the able, it is less sure than where they agree", () => {
  const agreed = Array.from({ length: 12 }, (_, task) => (task % 2 === 0 ? "0000" : "1111"));
  const { posterior } = glad(votesFrom([...agreed, "0001"], 2));
  expect(posterior[24] ?? 0).toBeGreaterThan(0.5);
  expect(posterior[24] ?? 0).toBeLessThan(posterior[0] ?? 0);
});

test.each(crowds)("one-coin equals its equations, written out plainly: %j", (shape) => {
  const votes = simulated(shape);
  const fit = oneCoin(votes);
  const expected = plainly(votes, fit.iterations, (posterior) => {
    const right = sums(votes.workerCount);
    const all = sums(votes.workerCount);
    eachAnswer(votes, (task, worker, label) => {
      right[worker] = (right[worker] ?? 0) + (posterior[task]?.[label] ?? 0);
      all[worker] = (all[worker] ?? 0) + 1;
    });
    return (worker, given, truth) => {
      const accuracy = (right[worker] ?? 0) / (all[worker] ?? 1);
      return given === truth ? accuracy : (1 - accuracy) / (votes.labelCount - 1);
    };
  });
  fit.posterior.forEach((value, place) => {
    const { labelCount } = votes;
    expect(value).toBeCloseTo(expected[Math.floor(place / labelCount)]?.[place % labelCount] ?? Number.NaN, 8);
  });
});

test.each(crowds)("Dawid–Skene equals its equations, written out plainly: %j", (shape) => {
  const votes = simulated(shape);
  const fit = dawidSkene(votes);
  const expected = plainly(votes, fit.iterations, (posterior) => {
    const met = new Map<string, number>();
    const count = (key: string, by: number) => met.set(key, (met.get(key) ?? 0) + by);
    eachAnswer(votes, (task, worker, label) => {
      posterior[task]?.forEach((probability, truth) => {
        count(`${worker} ${label} ${truth}`, probability);
        count(`${worker} ${truth}`, probability);
      });
    });
    return (worker, given, truth) => {
      return Math.max(1e-10, met.get(`${worker} ${given} ${truth}`) ?? 0) / (met.get(`${worker} ${truth}`) ?? 1);
    };
  });
  fit.posterior.forEach((value, place) => {
    const { labelCount } = votes;
    expect(value).toBeCloseTo(expected[Math.floor(place / labelCount)]?.[place % labelCount] ?? Number.NaN, 6);
  });
});

type Chance = (worker: number, given: number, truth: number) => number;

/** EM from the majority's shares with products of probabilities, as the paper has them: small sets only. */
function plainly(votes: Votes, steps: number, maximise: (posterior: Array<Array<number>>) => Chance) {
  let posterior = Array.from({ length: votes.taskCount }, () => sums(votes.labelCount));
  eachAnswer(votes, (task, _, label) => {
    const row = posterior[task] ?? [];
    row[label] = (row[label] ?? 0) + 1;
  });
  posterior = posterior.map(shares);
  for (let step = 0; step < steps; step++) {
    const priors = sums(votes.labelCount).map((_, label) => total(posterior.map((row) => row[label] ?? 0)));
    const chance = maximise(posterior);
    const next = posterior.map(() => [...priors]);
    eachAnswer(votes, (task, worker, given) => {
      const row = next[task] ?? [];
      row.forEach((value, truth) => {
        row[truth] = value * chance(worker, given, truth);
      });
    });
    posterior = next.map(shares);
  }
  return posterior;
}

function eachAnswer(votes: Votes, visit: (task: number, worker: number, label: number) => void): void {
  votes.tasks.forEach((task, answer) => {
    visit(task, votes.workers[answer] ?? 0, votes.labels[answer] ?? 0);
  });
}

function sums(length: number): Array<number> {
  return Array<number>(length).fill(0);
}

function total(values: ReadonlyArray<number>): number {
  return values.reduce((left, right) => left + right, 0);
}

function shares(row: ReadonlyArray<number>): Array<number> {
  return row.map((value) => value / total(row));
}

test("digamma at 1 is −γ, at ½ −γ − 2 ln 2, and ψ(x + 1) = ψ(x) + 1/x", () => {
  const euler = 0.5772156649015329;
  expect(digamma(1)).toBeCloseTo(-euler, 10);
  expect(digamma(0.5)).toBeCloseTo(-euler - 2 * Math.LN2, 10);
  for (const x of [0.1, 1.7, 5.99, 6, 40]) expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 10);
});
