// What a kind's scorer is. A new kind is a schema of its answers, a scorer and a form.
import type { z } from "zod";
import { type Misfit, misfitOf } from "#app/features/tasks/kinds/codes.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";

/** Below the bar, or without an answer. */
export const undecided = "undecided";

/** What a task shows, in its own order. */
export type TaskFacts = {
  sampleIds: ReadonlyArray<string>;
  /** What leases call the samples, where they have other ids than the samples' own. */
  shownIds?: ReadonlyArray<string> | undefined;
  texts: ReadonlyArray<string>;
  options: unknown;
};

/** `accuracy`: how often its contributor is right, in (1/2, 1). */
export type Weighed<Answer> = { answer: Answer; accuracy: number };

/** `result` is short and public: never a text. `detail` is the kind's own. */
export type Outcome = { result: string; probability: number; detail: Record<string, unknown> };

type Shown<Options> = Omit<TaskFacts, "options"> & { options: Options };

type Spec<Answer, Options> = {
  method: string;
  schema: z.ZodType<Answer>;
  options: z.ZodType<Options>;
  misfit: (answer: Answer, task: Shown<Options>) => Misfit | null;
  /** Of at least one answer. What comes out must not depend on their order: they arrive sorted. */
  outcome: (answers: ReadonlyArray<Weighed<Answer>>, task: Shown<Options>) => Outcome;
  /** Whether an answer is what a decided task's result says. */
  agrees: (answer: Answer, result: string, task: Shown<Options>) => boolean;
  /** Where it is not the same as agreeing with what is known. */
  matches?: (answer: Answer, known: Answer, task: Shown<Options>) => boolean;
  /** What an answer says, short and public. */
  choice: (answer: Answer, task: Shown<Options>) => string;
  /** The same answer with the samples under other names; only where it names any. */
  renamed?: (answer: Answer, nameOf: (sample: string) => string) => Answer;
};

export type ReadAnswer = { ok: true; answer: Record<string, unknown> } | { ok: false; why: Misfit };

/** A kind's scorer over answers as they are stored. */
export type Scorer = {
  /** Names the way in which outcomes come about: kept with each. */
  method: string;
  /** An answer that came in, parsed and held against its task as it was shown; it names samples by their own ids. */
  read: (answer: unknown, task: TaskFacts) => ReadAnswer;
  /** What answers add up to: `undecided` below the bar. A set of answers has one outcome, in whatever order it is given. */
  outcome: (answers: ReadonlyArray<Weighed<unknown>>, task: TaskFacts, barPermille: number) => Outcome;
  /** What is known of a gold task, as an outcome; null when it does not fit the campaign's options (any more). */
  known: (known: unknown, task: TaskFacts) => Outcome | null;
  agrees: (answer: unknown, result: string, task: TaskFacts) => boolean;
  /** Whether an answer to a gold task is right. */
  matchesGold: (answer: unknown, known: unknown, task: TaskFacts) => boolean;
  choice: (answer: unknown, task: TaskFacts) => string;
};

const certain = 0.97;

/** What is known may say less than an answer must. */
const harmless: ReadonlyArray<Misfit | null> = [null, "edit-too-short", "samples-left-out", "spans-not-asked"];

export function scorerOf<Answer extends Record<string, unknown>, Options>(spec: Spec<Answer, Options>): Scorer {
  const parseOptions = parsedOnce(spec.options);
  const shown = (task: TaskFacts): Shown<Options> => ({ ...task, options: parseOptions(task.options) });
  const knownAnswer = (value: unknown, task: TaskFacts): Answer | null => {
    const parsed = spec.schema.safeParse(value);
    if (!parsed.success) return null;
    // By their place: "0", "1", …
    const nameOf = (place: string) => task.sampleIds[Number(place)] ?? place;
    const known = spec.renamed ? spec.renamed(parsed.data, nameOf) : parsed.data;
    return harmless.includes(spec.misfit(known, shown(task))) ? known : null;
  };
  const known = (value: unknown, task: TaskFacts): Outcome | null => {
    const answer = knownAnswer(value, task);
    return answer && { ...spec.outcome([{ answer, accuracy: certain }], shown(task)), probability: 1 };
  };
  return {
    method: spec.method,
    read(answer, task) {
      const parsed = spec.schema.safeParse(answer);
      if (!parsed.success) return { ok: false, why: misfitOf(parsed.error) };
      const { sampleIds, shownIds = sampleIds } = task;
      const why = spec.misfit(parsed.data, shown({ ...task, sampleIds: shownIds }));
      if (why) return { ok: false, why };
      const nameOf = (id: string) => sampleIds[shownIds.indexOf(id)] ?? id;
      return { ok: true, answer: spec.renamed ? spec.renamed(parsed.data, nameOf) : parsed.data };
    },
    outcome(answers, task, barPermille) {
      if (answers.length === 0) return { result: undecided, probability: 0, detail: {} };
      const sorted = inOneOrder(
        answers.map(({ answer, accuracy }) => ({ answer: spec.schema.parse(answer), accuracy })),
      );
      const outcome = spec.outcome(sorted, shown(task));
      return outcome.probability >= barPermille / 1_000 ? outcome : { ...outcome, result: undecided };
    },
    known,
    agrees: (answer, result, task) => spec.agrees(spec.schema.parse(answer), result, shown(task)),
    matchesGold(value, gold, task) {
      const answer = spec.schema.parse(value);
      if (!spec.matches) return spec.agrees(answer, known(gold, task)?.result ?? undecided, shown(task));
      const right = knownAnswer(gold, task);
      return right !== null && spec.matches(answer, right, shown(task));
    },
    choice: (answer, task) => spec.choice(spec.schema.parse(answer), shown(task)),
  };
}

/** Options are read for every answer of a campaign: the same object is parsed once. */
function parsedOnce<Options>(schema: z.ZodType<Options>): (options: unknown) => Options {
  const parsed = new WeakMap<object, Options>();
  return (options) => {
    if (typeof options !== "object" || options === null) return schema.parse(options);
    const before = parsed.get(options);
    if (before !== undefined) return before;
    const fresh = schema.parse(options);
    parsed.set(options, fresh);
    return fresh;
  };
}

/** One order for a set of answers, so that sums of fractions come out the same to the last bit. */
function inOneOrder<Answer>(answers: ReadonlyArray<Weighed<Answer>>): Array<Weighed<Answer>> {
  return answers
    .map((given) => ({ given, key: canonicalJson(given.answer) }))
    .sort((left, right) =>
      left.key === right.key ? left.given.accuracy - right.given.accuracy : left.key < right.key ? -1 : 1,
    )
    .map(({ given }) => given);
}
