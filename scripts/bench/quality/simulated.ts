// Crowds of every temper, made by seeds: which method suits which, and how near `auto` comes to the best.
import { chooseMethod, fitLabels, labelMethods } from "#app/features/quality/labels/choose-method.ts";
import { likeliestLabels } from "#app/features/quality/labels/label-fit.ts";
import { votesOf } from "#app/features/quality/labels/votes.ts";
import {
  accuracyOf,
  adversaryHabit,
  type CrowdShape,
  guessingHabit,
  oneCoinHabit,
  ownConfusionHabit,
  simulatedCrowd,
  spammerHabit,
} from "#scripts/bench/crowds.ts";
import { figureOf, type Measured } from "#scripts/bench/measure.ts";

const seeds = [1, 2, 3];
const base = { taskCount: 500, workerCount: 50, answersATask: 5 };
const four = [0.25, 0.25, 0.25, 0.25];
const honest = { share: 1, habit: oneCoinHabit(0.6, 0.95) };

const crowds: Record<string, Omit<CrowdShape, "seed">> = {
  "two labels": { ...base, commonness: [0.5, 0.5], habits: [{ share: 1, habit: oneCoinHabit(0.55, 0.95) }] },
  "twelve labels": {
    ...base,
    commonness: Array<number>(12).fill(1 / 12),
    habits: [{ share: 1, habit: oneCoinHabit(0.4, 0.9) }],
  },
  "one label in eight": { ...base, commonness: [0.88, 0.12], habits: [{ share: 1, habit: ownConfusionHabit(5) }] },
  "own confusions": { ...base, commonness: four, habits: [{ share: 1, habit: ownConfusionHabit(3) }] },
  "two answers a worker": { ...base, workerCount: 1000, commonness: four, habits: [honest] },
  "few do most": { ...base, workerCount: 300, skew: 3, commonness: four, habits: [honest] },
  "guessing two fifths": { ...base, commonness: four, habits: [{ share: 0.4, habit: guessingHabit }, honest] },
  "spamming two fifths": { ...base, commonness: four, habits: [{ share: 0.4, habit: spammerHabit }, honest] },
  "misleading quarter": {
    ...base,
    commonness: [0.4, 0.3, 0.3],
    habits: [{ share: 0.25, habit: adversaryHabit }, honest],
  },
};

export function simulatedFigures(): Measured {
  const measured = Object.entries(crowds).map(([name, shape]) => figuresOf(name, shape));
  return { figures: measured.flatMap(({ figures }) => figures), ratios: measured.flatMap(({ ratios }) => ratios) };
}

function figuresOf(name: string, shape: Omit<CrowdShape, "seed">): Measured {
  const runs = seeds.map((seed) => {
    const { columns, truth } = simulatedCrowd({ ...shape, seed });
    const votes = votesOf(columns);
    const accuracies = labelMethods.map((method) => {
      return accuracyOf(likeliestLabels(fitLabels(method, votes).posterior, columns.labelCount), truth);
    });
    const chosen = labelMethods.indexOf(chooseMethod(votes).method);
    return { accuracies, auto: accuracies[chosen] ?? Number.NaN };
  });
  const best = mean(runs.map(({ accuracies }) => Math.max(...accuracies)));
  return {
    figures: [
      ...labelMethods.map((method, index) => {
        const values = runs.map(({ accuracies }) => accuracies[index] ?? Number.NaN);
        return figureOf(`${name}: accuracy ${method}`, "share", values);
      }),
      figureOf(
        `${name}: accuracy auto`,
        "share",
        runs.map(({ auto }) => auto),
      ),
    ],
    ratios: [{ name: `${name}: accuracy auto/best`, value: mean(runs.map(({ auto }) => auto)) / best }],
  };
}

function mean(values: ReadonlyArray<number>): number {
  return values.reduce((left, right) => left + right, 0) / values.length;
}
