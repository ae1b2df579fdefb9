import {
  type Choice,
  chooseMethod,
  fitLabels,
  type LabelMethod,
  labelMethods,
} from "#app/features/quality/labels/choose-method.ts";
import { type LabelFit, likeliestLabels } from "#app/features/quality/labels/label-fit.ts";
import type { Votes } from "#app/features/quality/labels/votes.ts";
import type { Aggregation } from "./aggregation.ts";
import { type LabelNames, labelledVotes } from "./labelled-votes.ts";
import { repeatedAnswers } from "./repeated.ts";
import type { Table } from "./table.ts";

export const labelColumns = ["task", "worker", "label"];
export const goldColumns = ["task", "label"];
export const labelChoices: ReadonlyArray<"auto" | LabelMethod> = ["auto", ...labelMethods];

type Request = { table: Table; gold: Table | null; method: "auto" | LabelMethod };

/** Answers of tasks as labels with probabilities: `table` has the columns `labelColumns`, `gold` has `goldColumns`. */
export function aggregateLabels({ table, gold, method }: Request): Aggregation {
  const known = gold ? knownLabels(gold) : { ok: true as const, labels: new Map<string, string>() };
  if (!known.ok) return known;

  const { votes, names } = labelledVotes(table, known.labels.values());
  const goldRows = goldOf(known.labels, names);
  return fitted(votes, { names, gold: goldRows, named: known.labels.size, method, repeated: repeatedAnswers(table) });
}

type Prepared = {
  names: LabelNames;
  gold: Int32Array;
  named: number;
  method: "auto" | LabelMethod;
  repeated: string | null;
};

function fitted(votes: Votes, { names, gold, named, method, repeated }: Prepared): Aggregation {
  const knowledge = { gold };
  const started = performance.now();
  const choice = method === "auto" ? chooseMethod(votes, knowledge) : null;
  const used = choice?.method ?? (method === "auto" ? "majority" : method);
  const chosen = performance.now();
  const fit = fitLabels(used, votes, knowledge);
  const ended = performance.now();

  const goldTasks = gold.reduce((count, label) => (label < 0 ? count : count + 1), 0);
  const unanswered = named - goldTasks;
  const notes = repeated ? [repeated] : [];
  if (unanswered > 0) notes.push(`${unanswered} gold tasks have no answer and are left aside.`);
  return {
    ok: true,
    header: ["task", "label", "probability"],
    rows: rowsOf(fit, names),
    summary: {
      kind: "label",
      method: used,
      reason: choice ? reasonOf(choice) : "asked for",
      seconds: (ended - chosen) / 1000,
      secondsWithChoice: (ended - started) / 1000,
      answers: votes.size,
      tasks: votes.taskCount,
      workers: votes.workerCount,
      labels: votes.labelCount,
      gold: goldTasks,
      iterations: fit.iterations,
      loglikelihood: fit.logLikelihood,
      scores: choice?.scores,
    },
    notes,
  };
}

function* rowsOf({ posterior }: LabelFit, { tasks, labels }: LabelNames): Generator<ReadonlyArray<string>> {
  const chosen = likeliestLabels(posterior, labels.length);
  for (let task = 0; task < tasks.length; task++) {
    const label = chosen[task] ?? 0;
    const probability = posterior[task * labels.length + label] ?? 0;
    yield [tasks[task] ?? "", labels[label] ?? "", String(Number(probability.toFixed(6)))];
  }
}

/** Why `auto` took its method, for a person. */
function reasonOf({ method, by, goldTasks, scores }: Choice): string {
  const chosen = scores.find((score) => score.method === method);
  const rivals = scores.filter((score) => score.method !== method && score.heldOut !== null);
  const [next] = rivals.sort((left, right) => (right.heldOut ?? 0) - (left.heldOut ?? 0));
  const onGold = `${chosen?.goldRight} of ${goldTasks} gold tasks found`;
  const foretold = `held-out log-likelihood ${chosen?.heldOut?.toFixed(4)} nats an answer`;
  const rival = next ? `, the best of ${rivals.length + 1}; next ${next.method} ${next.heldOut?.toFixed(4)}` : "";
  switch (by) {
    case "gold":
      return `gold: ${onGold}, more than any other method by more than chance`;
    case "gold-then-held-out":
      return `gold: ${onGold}, no method is surely better; of those ${foretold}${rival}`;
    case "held-out":
      return `${foretold}${rival}${goldTasks > 0 ? `; ${goldTasks} gold tasks are too few to choose by` : ""}`;
    case "too-few-answers":
      return "too few answers to compare methods by; each task's majority stands";
  }
}

type Known = { ok: true; labels: Map<string, string> } | { ok: false; why: string };

function knownLabels({ size, lines, columns: [tasks, labels] }: Table): Known {
  const known = new Map<string, { label: string; line: number }>();
  for (let row = 0; row < size; row++) {
    const task = tasks?.names[tasks.ids[row] ?? 0] ?? "";
    const label = labels?.names[labels.ids[row] ?? 0] ?? "";
    const line = lines[row] ?? 0;
    const before = known.get(task);
    if (before && before.label !== label) {
      return { ok: false, why: `Line ${line}: this task has another gold label on line ${before.line}.` };
    }
    known.set(task, before ?? { label, line });
  }
  return { ok: true, labels: new Map(Array.from(known, ([task, { label }]) => [task, label])) };
}

function goldOf(known: ReadonlyMap<string, string>, names: LabelNames): Int32Array {
  const places = new Map(names.labels.map((label, place) => [label, place]));
  return Int32Array.from(names.tasks, (task) => places.get(known.get(task) ?? "") ?? -1);
}
