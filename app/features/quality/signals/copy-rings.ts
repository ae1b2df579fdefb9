import { poissonBinomialTail } from "#app/features/quality/distributions.ts";
import { rootOf } from "#app/features/quality/pairs/comparisons.ts";
import { falseDiscoveryRates } from "#app/features/quality/signals/false-discovery.ts";
import { type Mistakes, mistakesOf, sameMistakeChance } from "#app/features/quality/signals/mistakes.ts";

export type KnownAnswer = {
  contributor: string;
  task: string;
  choice: string;
  /** The task's outcome, best from gold: where a ring has voted the outcome itself, its copies look right. */
  outcome: string;
};

export type CopyPair = {
  contributors: readonly [string, string];
  /** Tasks that both answered. */
  n: number;
  /** Of these: how often both were wrong in the same way, and what chance gives. */
  sameMistakes: number;
  expected: number;
  pValue: number;
  /** Share of false alarms among pairs at least as striking, of all pairs that were tested. */
  falseDiscoveryRate: number;
};

export type CopyRing = { members: Array<string>; pairs: Array<CopyPair> };

export type CopyEvidence = {
  /** Most striking first; those with at least one mistake in common. */
  pairs: Array<CopyPair>;
  /** Groups joined by pairs below the given rate of false alarms. */
  rings: Array<CopyRing>;
  pairsTested: number;
};

/** Two who hardly met can't be told apart from chance. */
const fewestShared = 10;

/**
 * Copying, told by mistakes: two honest people who are right agree, two who err seldom err alike. The chance of the same mistake
 * at a task follows from each one's own accuracy, from how hard the others found the task and from which mistakes they made
 * there; the exact tail of the sum over shared tasks is the p-value, with Benjamini and Hochberg's correction for the number of
 * pairs (the idea: Wesolowsky, "Detecting excessive similarity in answers on multiple choice exams", 2000). Evidence for audits.
 * @param rate groups are joined by pairs whose rate of false alarms is at most this
 */
export function copyRings(answers: ReadonlyArray<KnownAnswer>, rate = 0.01): CopyEvidence {
  const mistakes = mistakesOf(answers);
  const met = sharedTasks(mistakes);
  const tested = [...met.values()].filter(({ tasks }) => tasks.length >= fewestShared);
  const found = tested.map((pair) => evidenceOf(mistakes, pair));
  const rates = falseDiscoveryRates(found.map(({ pValue }) => pValue));
  const pairs = found
    .map((pair, at): CopyPair => ({ ...pair, falseDiscoveryRate: rates[at] ?? 1 }))
    .filter(({ sameMistakes }) => sameMistakes > 0)
    .sort((a, b) => a.pValue - b.pValue || (a.contributors.join() < b.contributors.join() ? -1 : 1));
  const striking = pairs.filter(({ falseDiscoveryRate }) => falseDiscoveryRate <= rate);
  return { pairs, rings: ringsOf(striking), pairsTested: tested.length };
}

type SharedTasks = { one: number; two: number; tasks: Array<number> };

function sharedTasks({ contributors, tasks }: Mistakes): Map<number, SharedTasks> {
  const met = new Map<number, SharedTasks>();
  tasks.forEach(({ given }, task) => {
    const present = [...given.keys()].sort((a, b) => a - b);
    present.forEach((one, at) => {
      for (const two of present.slice(at + 1)) {
        const key = one * contributors.length + two;
        const pair = met.get(key);
        if (pair) pair.tasks.push(task);
        else met.set(key, { one, two, tasks: [task] });
      }
    });
  });
  return met;
}

function evidenceOf(mistakes: Mistakes, { one, two, tasks }: SharedTasks): Omit<CopyPair, "falseDiscoveryRate"> {
  const chances = tasks.map((task) => sameMistakeChance(mistakes, task, one, two));
  const sameMistakes = tasks.filter((task) => {
    const { given, outcome } = mistakes.tasks[task] ?? { given: new Map<number, string>(), outcome: "" };
    return given.get(one) === given.get(two) && given.get(one) !== outcome;
  }).length;
  return {
    contributors: [mistakes.contributors[one] ?? "", mistakes.contributors[two] ?? ""],
    n: tasks.length,
    sameMistakes,
    expected: chances.reduce((sum, chance) => sum + chance, 0),
    pValue: poissonBinomialTail(sameMistakes, chances),
  };
}

function ringsOf(pairs: ReadonlyArray<CopyPair>): Array<CopyRing> {
  const names = [...new Set(pairs.flatMap(({ contributors }) => contributors))].sort();
  const numbers = new Map(names.map((name, number) => [name, number]));
  const parent = Int32Array.from(names, (_, number) => number);
  const rootOfName = (name: string) => rootOf(parent, numbers.get(name) ?? 0);
  for (const { contributors } of pairs) {
    const [a, b] = [rootOfName(contributors[0]), rootOfName(contributors[1])];
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  const roots = [...new Set(names.map(rootOfName))].sort((a, b) => a - b);
  return roots.map((root) => ({
    members: names.filter((name) => rootOfName(name) === root),
    pairs: pairs.filter(({ contributors }) => rootOfName(contributors[0]) === root),
  }));
}
