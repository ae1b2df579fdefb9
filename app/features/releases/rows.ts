// What a trainer loads: TRL's columns in conversational form and nothing else, since extra columns break loaders.
import type { Message } from "#app/features/campaigns/draft.ts";
import { isFlagged, type JudgedSample, type JudgedTask } from "#app/features/releases/judged-task.ts";

export type PreferenceRow = { prompt: Array<Message>; chosen: Array<Message>; rejected: Array<Message> };
export type UnpairedRow = { prompt: Array<Message>; completion: Array<Message>; label: boolean };
export type Pair = { task: JudgedTask; chosen: JudgedSample; rejected: JudgedSample };

/**
 * The pairs that people decided: one side better, at or above the bar. A tie and "both bad" never become one, nor does a task
 * with a flag, nor a pair whose texts are equal or that is there already.
 */
export function preferredPairs(tasks: ReadonlyArray<JudgedTask>): { pairs: Array<Pair>; duplicates: number } {
  const seen = new Set<string>();
  const pairs: Array<Pair> = [];
  let duplicates = 0;
  for (const task of tasks) {
    if (isFlagged(task) || (task.result !== "a" && task.result !== "b")) continue;
    const [chosen, rejected] = task.result === "a" ? [task.a, task.b] : [task.b, task.a];
    const key = JSON.stringify([task.messages, chosen.text, rejected.text]);
    if (chosen.text === rejected.text || seen.has(key)) duplicates += 1;
    else pairs.push({ task, chosen, rejected });
    seen.add(key);
  }
  return { pairs, duplicates };
}

export function preferenceRow({ task, chosen, rejected }: Pair): PreferenceRow {
  return { prompt: task.messages, chosen: reply(chosen), rejected: reply(rejected) };
}

/**
 * Single texts that people found good or bad: `true` for one that won every comparison it was in, `false` for one that lost
 * every one or was among two bad ones. Whoever won here and lost there is left out, as is a text only ever tied.
 */
export function unpairedRows(tasks: ReadonlyArray<JudgedTask>): Array<UnpairedRow> {
  const verdicts = new Map<string, { row: Omit<UnpairedRow, "label">; labels: Set<boolean> }>();
  function note(task: JudgedTask, sample: JudgedSample, label: boolean): void {
    const known = verdicts.get(sample.id) ?? {
      row: { prompt: task.messages, completion: reply(sample) },
      labels: new Set<boolean>(),
    };
    known.labels.add(label);
    verdicts.set(sample.id, known);
  }

  for (const task of tasks) {
    if (isFlagged(task)) continue;
    if (task.result === "bad" || task.result === "a" || task.result === "b") {
      note(task, task.a, task.result === "a");
      note(task, task.b, task.result === "b");
    }
  }
  return [...verdicts.values()].flatMap(({ row, labels }) => {
    const [label] = labels;
    return labels.size === 1 && label !== undefined ? [{ ...row, label }] : [];
  });
}

function reply(sample: JudgedSample): Array<Message> {
  return [{ role: "assistant", content: sample.text }];
}
