import { invariant } from "#app/lib/invariant.ts";

export type VoteColumns = {
  /** One an answer each: 0 ≤ task < taskCount, and so on. */
  tasks: Int32Array;
  workers: Int32Array;
  labels: Int32Array;
  taskCount: number;
  workerCount: number;
  labelCount: number;
};

/**
 * Categorical answers in the order in which every estimator reads them: by task, then worker, then label. So the order in
 * which they came can't change a sum, not even in its last bit. A pair is a worker with a label that they have given.
 */
export type Votes = VoteColumns & {
  size: number;
  /** taskCount + 1: where each task's answers begin. */
  taskStarts: Int32Array;
  /** One an answer: its pair. */
  pairs: Int32Array;
  pairWorkers: Int32Array;
  pairLabels: Int32Array;
  /** workerCount + 1: where each worker's pairs begin; within a worker they are in order of labels. */
  workerStarts: Int32Array;
};

/** What is known before a fit, of tasks and of workers. */
export type Knowledge = {
  /** One a task: its known label, or −1. */
  gold?: Int32Array;
  /** One a worker: earlier answers that were right and wrong, as pseudo-counts. */
  history?: { right: Float64Array; wrong: Float64Array };
};

/** Sorts the columns into the estimators' order by three counting sorts: linear in the number of answers. */
export function votesOf(columns: VoteColumns): Votes {
  const { tasks, workers, labels, taskCount, workerCount, labelCount } = columns;
  const size = tasks.length;
  invariant(workers.length === size && labels.length === size, "columns are equally long");
  requireBelow(tasks, taskCount, "task");
  requireBelow(workers, workerCount, "worker");
  requireBelow(labels, labelCount, "label");

  const asGiven = new Int32Array(size).map((_, answer) => answer);
  const byLabel = sorted(asGiven, labels, labelCount);
  const byWorker = sorted(byLabel, workers, workerCount);
  const byTask = sorted(byWorker, tasks, taskCount);
  const ordered = { tasks: picked(tasks, byTask), workers: picked(workers, byTask), labels: picked(labels, byTask) };
  const taskStarts = startsOf(tasks, taskCount);
  const pairing = pairsOf(columns, byWorker);
  return { ...columns, ...ordered, size, taskStarts, ...pairing, pairs: picked(pairing.pairs, byTask) };
}

/** How often each worker answered. */
export function answersOfWorkers({ workers, workerCount }: VoteColumns): Float64Array {
  const counts = new Float64Array(workerCount);
  for (const worker of workers) counts[worker] = (counts[worker] ?? 0) + 1;
  return counts;
}

/** Numbers the pairs in order of worker and label; `order` is sorted so. */
function pairsOf({ workers, labels, workerCount }: VoteColumns, order: Int32Array) {
  const pairs = new Int32Array(order.length);
  const pairWorkers = new Int32Array(order.length);
  const pairLabels = new Int32Array(order.length);
  let last = -1;
  for (let index = 0; index < order.length; index++) {
    const answer = order[index] ?? 0;
    const worker = workers[answer] ?? 0;
    const label = labels[answer] ?? 0;
    if (last < 0 || pairWorkers[last] !== worker || pairLabels[last] !== label) {
      last++;
      pairWorkers[last] = worker;
      pairLabels[last] = label;
    }
    pairs[answer] = last;
  }
  const ofWorkers = pairWorkers.slice(0, last + 1);
  const workerStarts = startsOf(ofWorkers, workerCount);
  return { pairs, pairWorkers: ofWorkers, pairLabels: pairLabels.slice(0, last + 1), workerStarts };
}

/** `order` sorted by the key of what it points at; what has equal keys keeps its order. */
function sorted(order: Int32Array, keys: Int32Array, keyCount: number): Int32Array {
  const next = startsOf(keys, keyCount);
  const result = new Int32Array(order.length);
  for (let index = 0; index < order.length; index++) {
    const answer = order[index] ?? 0;
    const key = keys[answer] ?? 0;
    const place = next[key] ?? 0;
    result[place] = answer;
    next[key] = place + 1;
  }
  return result;
}

function startsOf(keys: Int32Array, keyCount: number): Int32Array {
  const starts = new Int32Array(keyCount + 1);
  for (let index = 0; index < keys.length; index++) {
    const next = (keys[index] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let key = 0; key < keyCount; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  return starts;
}

function picked(values: Int32Array, order: Int32Array): Int32Array {
  const result = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) result[place] = values[order[place] ?? 0] ?? 0;
  return result;
}

function requireBelow(values: Int32Array, count: number, name: string): void {
  const isBelow = values.every((value) => value >= 0 && value < count);
  invariant(isBelow, `each ${name} has its number below the count`);
}
