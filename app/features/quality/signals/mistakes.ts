// How likely which mistake is, for copy-rings.ts.

type Answer = { contributor: string; task: string; choice: string; outcome: string };

export type Mistakes = {
  contributors: ReadonlyArray<string>;
  /** One a contributor: the share of wrong answers, half an answer of either kind added. */
  errorRates: Float64Array;
  /** Of all answers. */
  errorRate: number;
  tasks: ReadonlyArray<{ outcome: string; given: Map<number, string> }>;
  /** By outcome: which wrong choices are made, and how often. */
  wrongChoices: Map<string, Map<string, number>>;
};

/** A task's own difficulty and mistakes weigh against everybody's as this many answers. */
const pooledAnswers = 2;

/** A contributor's last answer to a task counts. */
export function mistakesOf(answers: ReadonlyArray<Answer>): Mistakes {
  const contributors = [...new Set(answers.map(({ contributor }) => contributor))].sort();
  const numbers = new Map(contributors.map((name, number) => [name, number]));
  const tasks = new Map<string, { outcome: string; given: Map<number, string> }>();
  for (const { contributor, task, choice, outcome } of answers) {
    const entry = tasks.get(task) ?? { outcome, given: new Map<number, string>() };
    tasks.set(task, entry);
    entry.given.set(numbers.get(contributor) ?? 0, choice);
  }
  const [wrong, all] = [new Float64Array(contributors.length), new Float64Array(contributors.length)];
  const wrongChoices = new Map<string, Map<string, number>>();
  const sorted = [...tasks.keys()].sort().flatMap((task) => tasks.get(task) ?? []);
  for (const { outcome, given } of sorted) {
    for (const [contributor, choice] of given) {
      all[contributor] = (all[contributor] ?? 0) + 1;
      if (choice === outcome) continue;
      wrong[contributor] = (wrong[contributor] ?? 0) + 1;
      const counts = wrongChoices.get(outcome) ?? new Map<string, number>();
      wrongChoices.set(outcome, counts);
      counts.set(choice, (counts.get(choice) ?? 0) + 1);
    }
  }
  const sum = (values: Float64Array) => values.reduce((left, right) => left + right, 0);
  return {
    contributors,
    errorRates: wrong.map((count, contributor) => (count + 0.5) / ((all[contributor] ?? 0) + 1)),
    errorRate: (sum(wrong) + 0.5) / (sum(all) + 1),
    tasks: sorted,
    wrongChoices,
  };
}

/**
 * The chance that two who know nothing of each other make the same mistake at a task. Each errs with odds of their own, times how
 * much harder than usual the others found the task; which mistake it is follows the others' there, and all of that outcome.
 */
export function sameMistakeChance(mistakes: Mistakes, task: number, one: number, two: number): number {
  const entry = mistakes.tasks[task];
  if (!entry) return 0;
  const [others, counts] = [{ wrong: 0, all: 0 }, new Map<string, number>()];
  for (const [contributor, choice] of entry.given) {
    if (contributor === one || contributor === two) continue;
    others.all += 1;
    if (choice === entry.outcome) continue;
    others.wrong += 1;
    counts.set(choice, (counts.get(choice) ?? 0) + 1);
  }
  const difficulty = (others.wrong + pooledAnswers * mistakes.errorRate) / (others.all + pooledAnswers);
  const harder = oddsOf(difficulty) / oddsOf(mistakes.errorRate);
  const [errorOfOne, errorOfTwo] = [one, two].map((who) => chanceOf(oddsOf(mistakes.errorRates[who] ?? 0.5) * harder));
  return (errorOfOne ?? 0) * (errorOfTwo ?? 0) * sameChoiceChance(mistakes, entry.outcome, counts);
}

/** Σ share² over the wrong choices. */
function sameChoiceChance(mistakes: Mistakes, outcome: string, counts: Map<string, number>): number {
  const usual = mistakes.wrongChoices.get(outcome) ?? new Map<string, number>();
  const total = (of: Map<string, number>) => [...of.values()].reduce((sum, count) => sum + count, 0);
  const [here, everywhere] = [total(counts), total(usual)];
  let sum = 0;
  for (const [choice, count] of usual) {
    const share = ((counts.get(choice) ?? 0) + (pooledAnswers * count) / everywhere) / (here + pooledAnswers);
    sum += share * share;
  }
  return sum;
}

function oddsOf(chance: number): number {
  return chance / (1 - chance);
}

function chanceOf(odds: number): number {
  return odds / (1 + odds);
}
