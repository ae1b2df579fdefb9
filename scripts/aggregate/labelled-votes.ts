import { type Votes, votesOf } from "#app/features/quality/labels/votes.ts";
import { ordered } from "./sorting.ts";
import type { Column, Table } from "./table.ts";

export type LabelNames = { tasks: Array<string>; workers: Array<string>; labels: Array<string> };
export type LabelledVotes = { votes: Votes; names: LabelNames };

/**
 * The columns task, worker and label as votes, numbered in an order that doesn't depend on the file's.
 * @param moreLabels labels that nobody may have given
 */
export function labelledVotes({ columns }: Table, moreLabels: Iterable<string>): LabelledVotes {
  const [tasks = none, workers = none, labels = none] = columns;
  const names: LabelNames = {
    tasks: ordered(tasks.names),
    workers: ordered(workers.names),
    labels: ordered([...new Set([...labels.names, ...moreLabels])]),
  };
  const votes = votesOf({
    tasks: renumbered(tasks, names.tasks),
    workers: renumbered(workers, names.workers),
    labels: renumbered(labels, names.labels),
    taskCount: names.tasks.length,
    workerCount: names.workers.length,
    labelCount: names.labels.length,
  });
  return { votes, names };
}

const none: Column = { names: [], ids: new Int32Array() };

function renumbered({ names, ids }: Column, order: ReadonlyArray<string>): Int32Array {
  const places = new Map(order.map((name, place) => [name, place]));
  const numbers = names.map((name) => places.get(name) ?? 0);
  return ids.map((id) => numbers[id] ?? 0);
}
