import { dawidSkene } from "#app/features/quality/labels/dawid-skene.ts";
import { glad } from "#app/features/quality/labels/glad.ts";
import { heldOut } from "#app/features/quality/labels/held-out.ts";
import { type LabelFit, likeliestLabels } from "#app/features/quality/labels/label-fit.ts";
import { mace } from "#app/features/quality/labels/mace.ts";
import { majority } from "#app/features/quality/labels/majority.ts";
import { oneCoin } from "#app/features/quality/labels/one-coin.ts";
import { type Knowledge, type Votes, votesOf } from "#app/features/quality/labels/votes.ts";
import { wawa } from "#app/features/quality/labels/wawa.ts";
import { seededRandom, shuffled } from "#app/lib/seeded-random.ts";

/** The estimators of categorical answers, simplest first: of methods that are equally good the first is taken. */
const estimators = {
  majority,
  wawa,
  "one-coin": oneCoin,
  "dawid-skene": dawidSkene,
  mace,
  glad,
} as const;

export type LabelMethod = keyof typeof estimators;
export const labelMethods: ReadonlyArray<LabelMethod> = ["majority", "wawa", "one-coin", "dawid-skene", "mace", "glad"];

export type MethodScore = {
  method: LabelMethod;
  /** Gold tasks whose label the method finds without being told; null where there is too little gold. */
  goldRight: number | null;
  /** Mean log-likelihood of answers that the method has not seen, in nats; null where there are too few. */
  heldOut: number | null;
};
export type Choice = {
  method: LabelMethod;
  /** What decided: gold alone, held-out answers among the best by gold, held-out answers alone, or nothing. */
  by: "gold" | "gold-then-held-out" | "held-out" | "too-few-answers";
  goldTasks: number;
  scores: Array<MethodScore>;
};

/** With fewer gold tasks the methods can't be told apart by them. */
const fewestGold = 20;
/** Methods are compared on whole tasks drawn by a seed, up to about so many answers. */
const mostCompared = 100_000;
const seed = 7;

export function fitLabels(method: LabelMethod, votes: Votes, knowledge: Knowledge = {}): LabelFit {
  return estimators[method](votes, knowledge);
}

/**
 * Which method suits these answers; none wins on every set. Gold, where there is enough, leaves the methods that are not
 * surely worse than the best on it; of those the one that foretells held-out answers best is taken.
 */
export function chooseMethod(votes: Votes, knowledge: Knowledge = {}): Choice {
  const compared = sampleOf(votes, knowledge);
  const goldRows = goldRowsOf(compared);
  const right = goldRows.length < fewestGold ? null : rightOnGold(compared, goldRows);
  const scores: Array<MethodScore> = labelMethods.map((method, index) => ({
    method,
    goldRight: right ? (right[index]?.reduce((sum, value) => sum + value, 0) ?? 0) : null,
    heldOut: null,
  }));
  const left = right ? notSurelyWorse(scores, right) : scores;
  const [only] = left;
  if (only && left.length === 1) return { method: only.method, by: "gold", goldTasks: goldRows.length, scores };

  const fits = left.map(({ method }) => {
    return (training: Votes) => fitLabels(method, training, compared.knowledge);
  });
  const foretold = heldOut(compared.votes, fits);
  if (!foretold) return withoutAnswers(left, { scores, goldTasks: goldRows.length, hasGold: right !== null });
  left.forEach((score, index) => {
    score.heldOut = foretold[index]?.logLikelihood ?? null;
  });
  const method = bestOf(left, ({ heldOut: figure }) => figure ?? Number.NEGATIVE_INFINITY);
  return { method, by: right ? "gold-then-held-out" : "held-out", goldTasks: goldRows.length, scores };
}

type Undecided = { scores: Array<MethodScore>; goldTasks: number; hasGold: boolean };

function withoutAnswers(left: ReadonlyArray<MethodScore>, { scores, goldTasks, hasGold }: Undecided): Choice {
  if (!hasGold) return { method: "majority", by: "too-few-answers", goldTasks, scores };
  return { method: bestOf(left, ({ goldRight }) => goldRight ?? 0), by: "gold", goldTasks, scores };
}

function bestOf(scores: ReadonlyArray<MethodScore>, figure: (score: MethodScore) => number): LabelMethod {
  let best: MethodScore | undefined;
  for (const score of scores) if (!best || figure(score) > figure(best)) best = score;
  return best?.method ?? "majority";
}

/**
 * Those whose right answers on gold are fewer than the best one's by no more than chance: of the tasks on which just one of
 * the two is right, the difference lies within one standard error (McNemar).
 */
function notSurelyWorse(scores: ReadonlyArray<MethodScore>, right: ReadonlyArray<Uint8Array>): Array<MethodScore> {
  const best = bestOf(scores, ({ goldRight }) => goldRight ?? 0);
  const ofBest = right[labelMethods.indexOf(best)] ?? new Uint8Array();
  return scores.filter((_, index) => {
    let onlyBest = 0;
    let onlyThis = 0;
    right[index]?.forEach((value, task) => {
      if (value < (ofBest[task] ?? 0)) onlyBest++;
      if (value > (ofBest[task] ?? 0)) onlyThis++;
    });
    return onlyBest - onlyThis <= Math.sqrt(onlyBest + onlyThis);
  });
}

type Compared = { votes: Votes; knowledge: Knowledge };

/** Tasks with gold and with answers. */
function goldRowsOf({ votes, knowledge }: Compared): Array<number> {
  const { taskStarts } = votes;
  const tasks = Array.from(knowledge.gold?.keys() ?? []);
  return tasks.filter((task) => {
    return (knowledge.gold?.[task] ?? -1) >= 0 && (taskStarts[task + 1] ?? 0) > (taskStarts[task] ?? 0);
  });
}

/** One a method: 1 for each gold task that it finds, fitted without gold. */
function rightOnGold({ votes, knowledge }: Compared, goldRows: ReadonlyArray<number>): Array<Uint8Array> {
  return labelMethods.map((method) => {
    const { posterior } = fitLabels(method, votes, { history: knowledge.history });
    const labels = likeliestLabels(posterior, votes.labelCount);
    return Uint8Array.from(goldRows, (task) => (labels[task] === knowledge.gold?.[task] ? 1 : 0));
  });
}

/** Whole tasks, the ones with gold first, until there are enough answers; task numbers become those of the sample. */
function sampleOf(votes: Votes, knowledge: Knowledge): Compared {
  if (votes.size <= mostCompared) return { votes, knowledge };
  const { taskStarts, taskCount, workerCount, labelCount } = votes;
  const drawn = shuffled(
    Array.from({ length: taskCount }, (_, task) => task),
    seededRandom(seed),
  );
  const ordered = [
    ...drawn.filter((task) => isGold(knowledge, task)),
    ...drawn.filter((task) => !isGold(knowledge, task)),
  ];
  const answers: Array<number> = [];
  const taken: Array<number> = [];
  const tasks: Array<number> = [];
  for (const task of ordered) {
    if (answers.length >= mostCompared) break;
    for (let answer = taskStarts[task] ?? 0; answer < (taskStarts[task + 1] ?? 0); answer++) {
      answers.push(answer);
      tasks.push(taken.length);
    }
    taken.push(task);
  }
  const sample = votesOf({
    tasks: Int32Array.from(tasks),
    workers: Int32Array.from(answers, (answer) => votes.workers[answer] ?? 0),
    labels: Int32Array.from(answers, (answer) => votes.labels[answer] ?? 0),
    taskCount: taken.length,
    workerCount,
    labelCount,
  });
  const gold = knowledge.gold && Int32Array.from(taken, (task) => knowledge.gold?.[task] ?? -1);
  return { votes: sample, knowledge: { ...knowledge, gold } };
}

function isGold({ gold }: Knowledge, task: number): boolean {
  return (gold?.[task] ?? -1) >= 0;
}
