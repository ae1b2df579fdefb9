// What holds for every estimator of categorical answers.
import fc from "fast-check";
import { expect, test } from "vitest";
import { fitLabels, type LabelMethod, labelMethods } from "#app/features/quality/labels/choose-method.ts";
import { likeliestLabels } from "#app/features/quality/labels/label-fit.ts";
import { type VoteColumns, votesOf } from "#app/features/quality/labels/votes.ts";
import { seededRandom, shuffled } from "#app/lib/seeded-random.ts";
import {
  accuracyOf,
  adversaryHabit,
  type Crowd,
  oneCoinHabit,
  ownConfusionHabit,
  simulatedCrowd,
  spammerHabit,
} from "#scripts/bench/crowds.ts";

type Answer = [task: number, worker: number, label: number];
const shape = { taskCount: 6, workerCount: 5, labelCount: 3 };
const answer: fc.Arbitrary<Answer> = fc.tuple(
  below(shape.taskCount),
  below(shape.workerCount),
  below(shape.labelCount),
);
const answers = fc.array(answer, { minLength: 1, maxLength: 40 });

function below(count: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: count - 1 });
}

function columnsOf(
  given: ReadonlyArray<Answer>,
  counts: Omit<VoteColumns, "tasks" | "workers" | "labels">,
): VoteColumns {
  return {
    tasks: Int32Array.from(given, ([task]) => task),
    workers: Int32Array.from(given, ([, worker]) => worker),
    labels: Int32Array.from(given, ([, , label]) => label),
    ...counts,
  };
}

function permutation(count: number, seed: number): Array<number> {
  return shuffled(
    Array.from({ length: count }, (_, place) => place),
    seededRandom(seed),
  );
}

function mildCrowd(seed: number): Crowd {
  return simulatedCrowd({
    seed,
    taskCount: 150,
    workerCount: 25,
    answersATask: 5,
    commonness: [0.5, 0.3, 0.2],
    habits: [
      { share: 0.5, habit: oneCoinHabit(0.6, 0.95) },
      { share: 0.4, habit: ownConfusionHabit(4) },
      { share: 0.1, habit: spammerHabit },
    ],
  });
}

function labelsBy(method: LabelMethod, { columns }: Crowd): Int32Array {
  return likeliestLabels(fitLabels(method, votesOf(columns)).posterior, columns.labelCount);
}

/** With one more worker, who answers every task rightly. */
function withPerfectWorker({ columns, truth }: Crowd): Crowd {
  const { workerCount, taskCount } = columns;
  return {
    truth,
    columns: {
      ...columns,
      workerCount: workerCount + 1,
      tasks: Int32Array.from([...columns.tasks, ...Array(taskCount).keys()]),
      workers: Int32Array.from([...columns.workers, ...Array<number>(taskCount).fill(workerCount)]),
      labels: Int32Array.from([...columns.labels, ...truth]),
    },
  };
}

test.each(labelMethods)("%s: probabilities lie in [0, 1] and sum to 1, accuracies lie in [0, 1]", (method) => {
  fc.assert(
    fc.property(answers, (given) => {
      const { posterior, accuracies } = fitLabels(method, votesOf(columnsOf(given, shape)));
      for (const value of [...posterior, ...accuracies]) expect(value >= 0 && value <= 1 + 1e-12).toBe(true);
      for (let row = 0; row < posterior.length; row += shape.labelCount) {
        const sum = posterior.slice(row, row + shape.labelCount).reduce((left, right) => left + right, 0);
        expect(sum).toBeCloseTo(1, 9);
      }
    }),
  );
});

test.each(labelMethods)("%s: the order of the answers changes nothing, not even the last bit", (method) => {
  const reordered = answers.chain((given) =>
    fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length })),
  );
  fc.assert(
    fc.property(reordered, ([given, other]) => {
      expect(fitLabels(method, votesOf(columnsOf(other, shape)))).toEqual(
        fitLabels(method, votesOf(columnsOf(given, shape))),
      );
    }),
  );
});

test.each(labelMethods)("%s: other numbers for tasks and workers give the same outcome", (method) => {
  fc.assert(
    fc.property(below(1000), (seed) => {
      const { columns } = mildCrowd(seed);
      const { taskCount, workerCount, labelCount } = columns;
      const tasks = permutation(taskCount, seed + 1);
      const workers = permutation(workerCount, seed + 2);
      const renamed = {
        ...columns,
        tasks: columns.tasks.map((task) => tasks[task] ?? 0),
        workers: columns.workers.map((worker) => workers[worker] ?? 0),
      };
      const before = fitLabels(method, votesOf(columns)).posterior;
      const after = fitLabels(method, votesOf(renamed)).posterior;
      for (let place = 0; place < before.length; place++) {
        const task = tasks[Math.floor(place / labelCount)] ?? 0;
        const label = place % labelCount;
        expect(Math.abs((after[task * labelCount + label] ?? 0) - (before[place] ?? 0))).toBeLessThan(1e-6);
      }
    }),
    { numRuns: 10, seed: 1 },
  );
});

/** Of somebody who answered once or twice the others think that it may be habit, where the label is rare. */
const withoutHabits = labelMethods.filter((method) => method !== "dawid-skene" && method !== "mace");
const truths = fc.array(below(shape.labelCount), { minLength: 1, maxLength: 12 });

function agreed(truth: ReadonlyArray<number>, groups: ReadonlyArray<ReadonlyArray<number>>): Crowd {
  const given = groups.flatMap((workers, task) => workers.map((worker): Answer => [task, worker, truth[task] ?? 0]));
  return { columns: columnsOf(given, { ...shape, taskCount: truth.length }), truth: Int32Array.from(truth) };
}

test.each(labelMethods)("%s: where everybody agrees on every task, what they say wins", (method) => {
  fc.assert(
    fc.property(truths, (truth) => {
      const everybody = truth.map(() => [0, 1, 2]);
      expect([...labelsBy(method, agreed(truth, everybody))]).toEqual(truth);
    }),
  );
});

test.each(withoutHabits)("%s: where all who answered a task agree, what they say wins", (method) => {
  const group = fc.uniqueArray(below(shape.workerCount), { minLength: 1 });
  const tasks = truths.chain((truth) =>
    fc.tuple(fc.constant(truth), fc.array(group, { minLength: truth.length, maxLength: truth.length })),
  );
  fc.assert(
    fc.property(tasks, ([truth, groups]) => {
      expect([...labelsBy(method, agreed(truth, groups))]).toEqual(truth);
    }),
    { numRuns: 300 },
  );
});

test.each(labelMethods)("%s: a tie goes to the first label, whoever spoke first", (method) => {
  const given: Array<Answer> = [
    [0, 0, 2],
    [0, 1, 1],
  ];
  const columns = columnsOf(given, { taskCount: 1, workerCount: 2, labelCount: 3 });
  expect([...labelsBy(method, { columns, truth: new Int32Array(1) })]).toEqual([1]);
});

test.each(labelMethods)("%s: somebody who is always right never hurts", (method) => {
  for (let seed = 0; seed < 12; seed++) {
    const crowd = mildCrowd(seed);
    const before = accuracyOf(labelsBy(method, crowd), crowd.truth);
    const after = accuracyOf(labelsBy(method, withPerfectWorker(crowd)), crowd.truth);
    expect(after).toBeGreaterThanOrEqual(before);
  }
});

test.each(labelMethods)("%s: a task without an answer gets probabilities, and one label is certain", (method) => {
  const lone = votesOf(columnsOf([[1, 0, 2]], { taskCount: 3, workerCount: 2, labelCount: 3 }));
  const { posterior } = fitLabels(method, lone);
  expect(posterior.slice(0, 3).reduce((left, right) => left + right, 0)).toBeCloseTo(1, 9);
  const single = votesOf(columnsOf([[0, 0, 0]], { taskCount: 1, workerCount: 1, labelCount: 1 }));
  expect([...fitLabels(method, single).posterior]).toEqual([1]);
});

test.each(labelMethods)("%s: gold stands as it is known", (method) => {
  const { columns } = mildCrowd(3);
  const gold = new Int32Array(columns.taskCount).fill(-1);
  gold[4] = 2;
  gold[9] = 0;
  const { posterior } = fitLabels(method, votesOf(columns), { gold });
  expect([...posterior.slice(12, 15)]).toEqual([0, 0, 1]);
  expect([...posterior.slice(27, 30)]).toEqual([1, 0, 0]);
});

const withWorkers = labelMethods.filter((method) => method !== "majority");

function hostileCrowd(seed: number): Crowd {
  return simulatedCrowd({
    seed,
    taskCount: 200,
    workerCount: 20,
    answersATask: 5,
    commonness: [0.5, 0.5],
    habits: [
      { share: 0.45, habit: adversaryHabit },
      { share: 0.55, habit: oneCoinHabit(0.7, 0.95) },
    ],
  });
}

test.each(withWorkers)("%s: gold on a quarter of the tasks helps with the others where many mislead", (method) => {
  let before = 0;
  let after = 0;
  for (let seed = 0; seed < 6; seed++) {
    const { columns, truth } = hostileCrowd(seed);
    const votes = votesOf(columns);
    const gold = truth.map((label, task) => (task % 4 === 0 ? label : -1));
    const others = truth.map((label, task) => (task % 4 === 0 ? -1 : label));
    before += accuracyOf(likeliestLabels(fitLabels(method, votes).posterior, 2), others);
    after += accuracyOf(likeliestLabels(fitLabels(method, votes, { gold }).posterior, 2), others);
  }
  expect(after).toBeGreaterThanOrEqual(before);
});

test.each(withWorkers)("%s: a history of each worker helps where many mislead", (method) => {
  let before = 0;
  let after = 0;
  for (let seed = 0; seed < 6; seed++) {
    const { columns, truth } = hostileCrowd(seed);
    const votes = votesOf(columns);
    const right = new Float64Array(columns.workerCount).fill(0.5);
    const wrong = new Float64Array(columns.workerCount).fill(0.5);
    columns.tasks.forEach((task, place) => {
      const counts = columns.labels[place] === truth[task] ? right : wrong;
      const worker = columns.workers[place] ?? 0;
      counts[worker] = (counts[worker] ?? 0) + 1;
    });
    before += accuracyOf(likeliestLabels(fitLabels(method, votes).posterior, 2), truth);
    after += accuracyOf(likeliestLabels(fitLabels(method, votes, { history: { right, wrong } }).posterior, 2), truth);
  }
  expect(after).toBeGreaterThanOrEqual(before);
});
