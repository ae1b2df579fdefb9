// How well a way of aggregating foretells answers that it has not seen. The same referee judges every method: from its
// posterior on nine tenths of the answers, everybody's confusion is counted, and the last tenth is foretold by it.
import { countConfusions } from "#app/features/quality/labels/dawid-skene.ts";
import { type LabelFit, likeliestLabels } from "#app/features/quality/labels/label-fit.ts";
import { type Votes, votesOf } from "#app/features/quality/labels/votes.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

const foldCount = 10;
const seed = 20_1979;
/** A worker's confusion is drawn towards the crowd's by so many answers; each method has the strength that suits it. */
const strengths = [5, 10, 20, 50];
/** What is handed on is a label: one part in four of a method's figure is reached with its decided labels instead of its posterior. */
const decidedShare = 0.25;
/** With fewer answers to foretell, the figure says nothing. */
const fewest = 30;

export type HeldOut = {
  /** Mean over the held-out answers, in nats: three parts by the posterior, one by the decided labels. */
  logLikelihood: number;
  answers: number;
};

/** Each method's figure on the same folds, in the order of `methods`; null when there is too little to foretell. */
export function heldOut(votes: Votes, methods: ReadonlyArray<(votes: Votes) => LabelFit>): Array<HeldOut> | null {
  const random = seededRandom(seed);
  const folds = Int32Array.from({ length: votes.size }, () => Math.floor(random.nextFloat() * foldCount));
  const sums = methods.map(() => ({ soft: strengths.map(() => 0), decided: strengths.map(() => 0) }));
  let answers = 0;
  for (let fold = 0; fold < foldCount; fold++) {
    const training = without(votes, folds, fold);
    const held = foretellable(votes, training, { folds, fold });
    answers += held.length;
    methods.forEach((method, index) => {
      const { posterior } = method(training);
      const counted = confusionsOf(votes, training, posterior);
      const ofDecided = confusionsOf(votes, training, decided(posterior, votes.labelCount));
      strengths.forEach((strength, place) => {
        const sum = sums[index];
        if (!sum) return;
        sum.soft[place] = (sum.soft[place] ?? 0) + foretold(votes, held, { ...counted, strength });
        sum.decided[place] = (sum.decided[place] ?? 0) + foretold(votes, held, { ...ofDecided, strength });
      });
    });
  }
  if (answers < fewest) return null;
  return sums.map((sum) => {
    const logLikelihood = (1 - decidedShare) * Math.max(...sum.soft) + decidedShare * Math.max(...sum.decided);
    return { logLikelihood: logLikelihood / answers, answers };
  });
}

/** Certainty for each task's most probable label. */
function decided(posterior: Float64Array, labelCount: number): Float64Array {
  const rows = new Float64Array(posterior.length);
  likeliestLabels(posterior, labelCount).forEach((label, task) => {
    rows[task * labelCount + label] = 1;
  });
  return rows;
}

/** The answers outside the fold. Pairs keep the numbers that they have in `votes`. */
function without(votes: Votes, folds: Int32Array, fold: number): Votes {
  const kept = folds.reduce((count, value) => (value === fold ? count : count + 1), 0);
  const columns = { tasks: new Int32Array(kept), workers: new Int32Array(kept), labels: new Int32Array(kept) };
  const pairs = new Int32Array(kept);
  for (let answer = 0, place = 0; answer < votes.size; answer++) {
    if (folds[answer] === fold) continue;
    columns.tasks[place] = votes.tasks[answer] ?? 0;
    columns.workers[place] = votes.workers[answer] ?? 0;
    columns.labels[place] = votes.labels[answer] ?? 0;
    pairs[place] = votes.pairs[answer] ?? 0;
    place++;
  }
  const { taskCount, workerCount, labelCount, pairWorkers, pairLabels, workerStarts } = votes;
  const training = votesOf({ ...columns, taskCount, workerCount, labelCount });
  return { ...training, pairs, pairWorkers, pairLabels, workerStarts };
}

/** Answers of the fold whose task has others outside it. */
function foretellable(votes: Votes, training: Votes, { folds, fold }: { folds: Int32Array; fold: number }): Int32Array {
  const { taskStarts } = training;
  return Int32Array.from(folds.keys()).filter((answer) => {
    const task = votes.tasks[answer] ?? 0;
    return folds[answer] === fold && (taskStarts[task + 1] ?? 0) > (taskStarts[task] ?? 0);
  });
}

type Confusions = {
  posterior: Float64Array;
  /** A row a pair: how often its label was given where each label is true. */
  counts: Float64Array;
  /** A row a worker: how often they met each true label. */
  met: Float64Array;
  /** A row a true label: the crowd's chance of giving each label. */
  crowd: Float64Array;
};

function confusionsOf(votes: Votes, training: Votes, posterior: Float64Array): Confusions {
  const { labelCount, workerCount, pairWorkers, pairLabels } = votes;
  const counts = new Float64Array(pairWorkers.length * labelCount);
  countConfusions(training, posterior, counts);
  const met = new Float64Array(workerCount * labelCount);
  // Each label given once more than it was, by a whole answer a row: nothing is impossible.
  const crowd = new Float64Array(labelCount * labelCount).fill(1 / labelCount);
  const all = new Float64Array(labelCount).fill(1);
  for (let pair = 0; pair < pairWorkers.length; pair++) {
    const row = (pairWorkers[pair] ?? 0) * labelCount;
    for (let label = 0; label < labelCount; label++) {
      const count = counts[pair * labelCount + label] ?? 0;
      const place = label * labelCount + (pairLabels[pair] ?? 0);
      met[row + label] = (met[row + label] ?? 0) + count;
      crowd[place] = (crowd[place] ?? 0) + count;
      all[label] = (all[label] ?? 0) + count;
    }
  }
  const shares = crowd.map((count, place) => count / (all[Math.floor(place / labelCount)] ?? 1));
  return { posterior, counts, met, crowd: shares };
}

function foretold(votes: Votes, held: Int32Array, confusions: Confusions & { strength: number }): number {
  const { tasks, workers, labels, pairs, labelCount } = votes;
  const { posterior, counts, met, crowd, strength } = confusions;
  let sum = 0;
  for (const answer of held) {
    const row = (tasks[answer] ?? 0) * labelCount;
    const pair = (pairs[answer] ?? 0) * labelCount;
    const worker = (workers[answer] ?? 0) * labelCount;
    const given = labels[answer] ?? 0;
    let chance = 0;
    for (let label = 0; label < labelCount; label++) {
      const count = (counts[pair + label] ?? 0) + strength * (crowd[label * labelCount + given] ?? 0);
      chance += ((posterior[row + label] ?? 0) * count) / ((met[worker + label] ?? 0) + strength);
    }
    sum += Math.log(chance);
  }
  return sum;
}
