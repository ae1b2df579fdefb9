// Crowds made by a seed, whose true labels are known: for measurements and for properties that no real set can show.
import type { VoteColumns } from "#app/features/quality/labels/votes.ts";
import { type SeededRandom, seededRandom } from "#app/lib/seeded-random.ts";

/** A row a true label: the chance of giving each label. */
type Confusion = Float64Array;
export type Habit = (random: SeededRandom, labelCount: number) => Confusion;
export type Crowd = { columns: VoteColumns; truth: Int32Array };
export type CrowdShape = {
  seed: number;
  taskCount: number;
  workerCount: number;
  answersATask: number;
  /** How common each label is; as many as there are labels. */
  commonness: ReadonlyArray<number>;
  /** Each worker has the habit of the first share that is not used up; shares sum to 1. */
  habits: ReadonlyArray<{ share: number; habit: Habit }>;
  /** 0: all workers answer equally often; the larger, the fewer do most of the work. */
  skew?: number;
};

/** Right with an accuracy drawn between the bounds, else any other label. */
export function oneCoinHabit(low: number, high: number): Habit {
  return (random, labelCount) => {
    const accuracy = low + (high - low) * random.nextFloat();
    const confusion = new Float64Array(labelCount * labelCount).fill((1 - accuracy) / (labelCount - 1));
    for (let label = 0; label < labelCount; label++) confusion[label * labelCount + label] = accuracy;
    return confusion;
  };
}

/** Right more often on some labels than on others, wrong in a way of their own. */
export function ownConfusionHabit(sharpness: number): Habit {
  return (random, labelCount) => {
    const confusion = new Float64Array(labelCount * labelCount).map((_, place) => {
      const isRight = place % (labelCount + 1) === 0;
      return -Math.log(1 - random.nextFloat()) * (isRight ? sharpness * (labelCount - 1) : 1);
    });
    for (let row = 0; row < confusion.length; row += labelCount) scale(confusion.subarray(row, row + labelCount));
    return confusion;
  };
}

/** The same label whatever is shown, now and then another. */
export const spammerHabit: Habit = (random, labelCount) => {
  const favourite = Math.floor(random.nextFloat() * labelCount);
  const confusion = new Float64Array(labelCount * labelCount).fill(0.02 / labelCount);
  for (let label = 0; label < labelCount; label++) confusion[label * labelCount + favourite] = 0.98 + 0.02 / labelCount;
  return confusion;
};

export const guessingHabit: Habit = (_, labelCount) => new Float64Array(labelCount * labelCount).fill(1 / labelCount);

/** Knows the label and gives the next one. */
export const adversaryHabit: Habit = (_, labelCount) => {
  const confusion = new Float64Array(labelCount * labelCount).fill(0.1 / labelCount);
  for (let label = 0; label < labelCount; label++) {
    confusion[label * labelCount + ((label + 1) % labelCount)] = 0.9 + 0.1 / labelCount;
  }
  return confusion;
};

export function simulatedCrowd(shape: CrowdShape): Crowd {
  const { taskCount, workerCount, answersATask, commonness, seed, skew = 0 } = shape;
  const random = seededRandom(seed);
  const labelCount = commonness.length;
  const each = Math.min(answersATask, workerCount);
  const confusions = habitsOf(shape).map((habit) => habit(random, labelCount));
  const truth = new Int32Array(taskCount).map(() => drawn(random, commonness));
  const size = taskCount * each;
  const columns = { tasks: new Int32Array(size), workers: new Int32Array(size), labels: new Int32Array(size) };
  let place = 0;
  for (let task = 0; task < taskCount; task++) {
    const taken = new Set<number>();
    while (taken.size < each) {
      const worker = Math.floor(workerCount * random.nextFloat() ** (1 + skew));
      if (taken.has(worker)) continue;
      taken.add(worker);
      const row = (truth[task] ?? 0) * labelCount;
      columns.tasks[place] = task;
      columns.workers[place] = worker;
      columns.labels[place] = drawn(random, confusions[worker]?.subarray(row, row + labelCount) ?? commonness);
      place++;
    }
  }
  return { columns: { ...columns, taskCount, workerCount, labelCount }, truth };
}

/** The share of tasks whose label is the true one. */
export function accuracyOf(labels: Int32Array, truth: Int32Array): number {
  return labels.reduce((right, label, task) => (label === truth[task] ? right + 1 : right), 0) / truth.length;
}

/** Spread over the workers so that habits don't follow how often one answers. */
function habitsOf({ workerCount, habits }: CrowdShape): Array<Habit> {
  const golden = 0.618033988749895;
  return Array.from({ length: workerCount }, (_, worker) => {
    let point = ((worker + 1) * golden) % 1;
    for (const { share, habit } of habits) {
      if (point < share) return habit;
      point -= share;
    }
    return habits.at(-1)?.habit ?? guessingHabit;
  });
}

function drawn(random: SeededRandom, chances: ReadonlyArray<number> | Float64Array): number {
  let point = random.nextFloat();
  for (let label = 0; label < chances.length - 1; label++) {
    point -= chances[label] ?? 0;
    if (point < 0) return label;
  }
  return chances.length - 1;
}

function scale(row: Float64Array): void {
  const sum = row.reduce((left, right) => left + right, 0);
  row.forEach((value, place) => {
    row[place] = value / sum;
  });
}
