// Real answers with their truth, for whoever has them: NAME.answers.csv (task,worker,label) and NAME.truth.csv (task,label).
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { chooseMethod, fitLabels, type LabelMethod, labelMethods } from "#app/features/quality/labels/choose-method.ts";
import { likeliestLabels } from "#app/features/quality/labels/label-fit.ts";
import { readBytes } from "#scripts/aggregate/files.ts";
import { type LabelledVotes, labelledVotes } from "#scripts/aggregate/labelled-votes.ts";
import { goldColumns, labelColumns } from "#scripts/aggregate/labels.ts";
import { readTable, type Table } from "#scripts/aggregate/table.ts";
import { figureOf, type Measured, secondsOf } from "#scripts/bench/measure.ts";

const rounds = 5;
const ending = ".answers.csv";
/** crowd-kit (Python) on another machine, on another day: not measured here. */
const crowdKitSeconds: Record<string, Partial<Record<LabelMethod, number>>> = {
  product: { majority: 0.07, "one-coin": 0.8, "dawid-skene": 2.3, glad: 22, mace: 12 },
  dog: { majority: 0.01, "one-coin": 0.5, "dawid-skene": 0.2, glad: 4.3, mace: 6.5 },
};

export function setFigures(folder: string): Measured {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ending)) : [];
  if (files.length === 0)
    console.error("No data folder with answers and truth: the real sets are left out (--data FOLDER).");
  const measured = files.sort().map((file) => figuresOf(folder, file.slice(0, -ending.length)));
  return { figures: measured.flatMap(({ figures }) => figures), ratios: measured.flatMap(({ ratios }) => ratios) };
}

function figuresOf(folder: string, name: string): Measured {
  const labelled = labelledVotes(tableOf(path.join(folder, `${name}${ending}`), labelColumns), []);
  const truth = truthOf(tableOf(path.join(folder, `${name}.truth.csv`), goldColumns));
  const accuracies = new Map(labelMethods.map((method) => [method, accuracyOf(labelled, truth, method)]));
  const seconds = secondsOf(
    labelMethods.map((method) => ({
      name: `${name} seconds ${method}`,
      run: () => fitLabels(method, labelled.votes),
    })),
    rounds,
  );
  const started = performance.now();
  const { method: chosen } = chooseMethod(labelled.votes);
  const choosing = (performance.now() - started) / 1000;
  const ofAuto = accuracies.get(chosen) ?? Number.NaN;
  return {
    figures: [
      figureOf(`${name} answers`, "answers", [labelled.votes.size]),
      ...Array.from(accuracies, ([method, value]) => figureOf(`${name} accuracy ${method}`, "share", [value])),
      figureOf(`${name} accuracy auto (${chosen})`, "share", [ofAuto]),
      ...seconds,
      figureOf(`${name} seconds choosing`, "s", [choosing]),
    ],
    ratios: [
      { name: `${name} accuracy auto/best`, value: ofAuto / Math.max(...accuracies.values()) },
      ...labelMethods.flatMap((method, index) => {
        const other = crowdKitSeconds[name]?.[method];
        return other
          ? [
              {
                name: `${name} seconds ${method} ours/crowd-kit's on another machine`,
                value: (seconds[index]?.value ?? 0) / other,
              },
            ]
          : [];
      }),
    ],
  };
}

function accuracyOf({ votes, names }: LabelledVotes, truth: ReadonlyMap<string, string>, method: LabelMethod): number {
  const labels = likeliestLabels(fitLabels(method, votes).posterior, votes.labelCount);
  const judged = names.tasks.flatMap((task, place) => {
    const known = truth.get(task);
    return known === undefined ? [] : [names.labels[labels[place] ?? 0] === known];
  });
  return judged.filter(Boolean).length / judged.length;
}

function truthOf({ size, columns: [tasks, labels] }: Table): Map<string, string> {
  const rows = Array.from({ length: size }, (_, row): [string, string] => [
    tasks?.names[tasks.ids[row] ?? 0] ?? "",
    labels?.names[labels.ids[row] ?? 0] ?? "",
  ]);
  return new Map(rows);
}

function tableOf(file: string, columns: ReadonlyArray<string>): Table {
  const read = readBytes(file);
  if (!read.ok) throw new Error(read.why);
  const table = readTable(read.bytes, columns);
  if (!table.ok) throw new Error(`${file}: ${table.why}`);
  return table.table;
}
