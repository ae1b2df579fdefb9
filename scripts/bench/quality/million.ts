// A million answers: each method's fit, the order that they are read in, and the lines of a file.
import { fitLabels, labelMethods } from "#app/features/quality/labels/choose-method.ts";
import { votesOf } from "#app/features/quality/labels/votes.ts";
import { labelColumns } from "#scripts/aggregate/labels.ts";
import { readTable } from "#scripts/aggregate/table.ts";
import { oneCoinHabit, ownConfusionHabit, simulatedCrowd } from "#scripts/bench/crowds.ts";
import { type Measured, secondsOf } from "#scripts/bench/measure.ts";

export function millionFigures(): Measured {
  const { columns } = simulatedCrowd({
    seed: 1,
    taskCount: 200_000,
    workerCount: 2_000,
    answersATask: 5,
    commonness: [0.5, 0.3, 0.2],
    habits: [
      { share: 0.5, habit: oneCoinHabit(0.5, 0.95) },
      { share: 0.5, habit: ownConfusionHabit(3) },
    ],
  });
  const votes = votesOf(columns);
  const fits = labelMethods.map((method) => ({
    name: `seconds ${method} 1M answers 3 labels`,
    run: () => fitLabels(method, votes),
  }));
  const ordering = { name: "seconds ordering 1M answers", run: () => votesOf(columns) };
  const lines = Array.from(columns.tasks, (task, answer) => {
    return `task-${task},worker-${columns.workers[answer]},${columns.labels[answer]}\n`;
  });
  const file = Buffer.from(`task,worker,label\n${lines.join("")}`);
  const reading = { name: "seconds reading 1M lines", run: () => readTable(file, labelColumns) };
  return { figures: secondsOf([...fits, ordering, reading], 3), ratios: [] };
}
