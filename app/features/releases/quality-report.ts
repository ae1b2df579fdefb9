import { z } from "zod";
import { type Interval, wilsonInterval } from "#app/features/quality/wilson.ts";
import { isFlagged, type JudgedTask } from "#app/features/releases/judged-task.ts";
import type { Pair } from "#app/features/releases/rows.ts";

const count = z.number().int().nonnegative();
/** A share of `of`, with its 95 % Wilson interval; null where there is nothing to take a share of. */
export const shareSchema = z
  .object({ count, of: count, share: z.number(), low: z.number(), high: z.number() })
  .nullable();
export type Share = z.infer<typeof shareSchema>;

export const qualitySchema = z.object({
  tasks: z.object({ closed: count, preferred: count, ties: count, bothBad: count, undecided: count, flagged: count }),
  answers: count,
  contributors: count,
  languages: z.record(z.string(), count),
  decided: shareSchema,
  agreement: shareSchema,
  longerChosen: shareSchema,
  duplicates: count,
});
export type Quality = z.infer<typeof qualitySchema>;

/**
 * What can be said of a release before anybody trains on it.
 * `agreement`: of the answers to decided tasks, those that equal the outcome. `longerChosen`: of the pairs whose texts differ
 * in length, those whose longer text was chosen; far from a half, a model trained on them learns length.
 */
export function qualityReport(
  tasks: ReadonlyArray<JudgedTask>,
  { pairs, duplicates }: { pairs: ReadonlyArray<Pair>; duplicates: number },
): Quality {
  const withResult = (...results: Array<JudgedTask["result"]>) =>
    tasks.filter(({ result }) => results.includes(result)).length;
  const decided = tasks.filter(({ result }) => result !== "undecided");
  const judgements = decided.flatMap(({ result, answers }) => answers.map(({ choice }) => choice === result));
  const unequal = pairs.filter(({ chosen, rejected }) => chosen.text.length !== rejected.text.length);
  return {
    tasks: {
      closed: tasks.length,
      preferred: withResult("a", "b"),
      ties: withResult("tie"),
      bothBad: withResult("bad"),
      undecided: withResult("undecided"),
      flagged: tasks.filter(isFlagged).length,
    },
    answers: tasks.reduce((sum, { answers }) => sum + answers.length, 0),
    contributors: contributorsOf(tasks).size,
    languages: countBy(pairs.map(({ task }) => task.language)),
    decided: shareOf(decided.length, tasks.length),
    agreement: shareOf(judgements.filter(Boolean).length, judgements.length),
    longerChosen: shareOf(
      unequal.filter(({ chosen, rejected }) => chosen.text.length > rejected.text.length).length,
      unequal.length,
    ),
    duplicates,
  };
}

function contributorsOf(tasks: ReadonlyArray<JudgedTask>): Set<string> {
  return new Set(
    tasks.flatMap(({ a, b, answers }) => [a.address, b.address, ...answers.map(({ address }) => address)]),
  );
}

function shareOf(successes: number, trials: number): Share {
  if (trials === 0) return null;
  const { share, low, high }: Interval = wilsonInterval(successes, trials);
  return { count: successes, of: trials, share, low, high };
}

function countBy(items: ReadonlyArray<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
}
