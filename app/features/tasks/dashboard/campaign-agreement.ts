// How far the answers to closed tasks agree: each kind by the coefficient that fits its answers, with bootstrap intervals.
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { type UnitRow, unitsOf } from "#app/features/quality/agreement/agreement-units.ts";
import type { Estimate } from "#app/features/quality/agreement/bootstrap.ts";
import { rankAgreement } from "#app/features/quality/agreement/kendall-w.ts";
import { krippendorffAgreement, type Level } from "#app/features/quality/agreement/krippendorff.ts";
import { rawAgreement } from "#app/features/quality/agreement/raw-agreement.ts";
import { labelAnswerSchema } from "#app/features/tasks/kinds/label.ts";
import { preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";
import { rankAnswerSchema } from "#app/features/tasks/kinds/rank.ts";
import { rateAnswerSchema } from "#app/features/tasks/kinds/rate.ts";
import { assertNever } from "#app/lib/invariant.ts";

export type AgreementTask = { id: string; language: string; answers: ReadonlyArray<{ answer: unknown }> };

/** `raw`: the mean share of equal pairs of answers; `spearman`: the mean correlation of two people's rankings. */
export type AgreementMeasure = "alpha-nominal" | "alpha-ordinal" | "kendall-w" | "spearman" | "raw";

export type AgreementFigure = Estimate & {
  measure: AgreementMeasure;
  /** The dimension or label it is about; null: the whole answer. */
  about: string | null;
  tasks: number;
};

export type KindAgreement = {
  kind: TaskKind;
  /** Tasks with two answers or more that the figures rest on. */
  tasks: number;
  answers: number;
  figures: Array<AgreementFigure>;
  /** The first figure again, for each language where there are several. */
  languages: Array<{ language: string; figure: AgreementFigure }>;
};

/** Labels that get a figure of their own, most used first. */
const mostLabels = 8;

type Input = { kind: TaskKind; tasks: ReadonlyArray<AgreementTask> };

/** @param tasks closed ones, without gold; answers that do not parse are left out */
export function agreementOfKind({ kind, tasks }: Input): KindAgreement {
  const figures = figuresOf(kind, tasks);
  const languages = [...new Set(tasks.map(({ language }) => language))].sort();
  const answered = tasks.filter(({ answers }) => answers.length >= 2);
  return {
    ...{ kind, figures, tasks: answered.length },
    answers: answered.reduce((sum, { answers }) => sum + answers.length, 0),
    languages:
      languages.length < 2
        ? []
        : languages.flatMap((language) => {
            const [figure] = figuresOf(
              kind,
              tasks.filter((task) => task.language === language),
            );
            return figure ? [{ language, figure }] : [];
          }),
  };
}

function figuresOf(kind: TaskKind, tasks: ReadonlyArray<AgreementTask>): Array<AgreementFigure> {
  switch (kind) {
    case "prefer":
      return choiceFigures(rowsOf(tasks, (answer) => preferAnswerSchema.safeParse(answer).data?.choice));
    case "rank":
      return rankFigures(tasks);
    case "rate":
      return rateFigures(tasks);
    case "label":
      return labelFigures(tasks);
    case "edit":
      return [];
    default:
      return assertNever(kind);
  }
}

function choiceFigures(rows: ReadonlyArray<UnitRow>): Array<AgreementFigure> {
  return [alphaFigure(rows, { level: "nominal", about: null }), rawFigure(rows)];
}

function rankFigures(tasks: ReadonlyArray<AgreementTask>): Array<AgreementFigure> {
  const rankings = tasks.map(({ answers }) =>
    answers.flatMap(({ answer }) => {
      const { data } = rankAnswerSchema.safeParse(answer);
      return data ? [[...data.tiers, ...(data.unacceptable?.length ? [data.unacceptable] : [])]] : [];
    }),
  );
  const { w, meanCorrelation, tasks: told } = rankAgreement(rankings);
  return [
    { ...w, measure: "kendall-w", about: null, tasks: told },
    { ...meanCorrelation, measure: "spearman", about: null, tasks: told },
  ];
}

function rateFigures(tasks: ReadonlyArray<AgreementTask>): Array<AgreementFigure> {
  const scores = (answer: unknown) => rateAnswerSchema.safeParse(answer).data?.scores ?? {};
  const dimensions = new Set(
    tasks.flatMap(({ answers }) => answers.flatMap(({ answer }) => Object.keys(scores(answer)))),
  );
  return [...dimensions].sort().map((about) =>
    alphaFigure(
      rowsOf(tasks, (answer) => scores(answer)[about]),
      { level: "ordinal", about },
    ),
  );
}

function labelFigures(tasks: ReadonlyArray<AgreementTask>): Array<AgreementFigure> {
  const labels = (answer: unknown) => labelAnswerSchema.safeParse(answer).data?.labels;
  const sets = rowsOf(tasks, (answer) => labels(answer)?.toSorted().join(" "));
  const isMultiple = sets.some(({ value }) => String(value).includes(" "));
  const each = isMultiple ? mostUsed(sets.flatMap(({ value }) => String(value).split(" "))) : [];
  return [
    ...choiceFigures(sets),
    ...each.map((about) =>
      alphaFigure(
        rowsOf(tasks, (answer) => {
          const given = labels(answer);
          return given && Number(given.includes(about));
        }),
        { level: "nominal", about },
      ),
    ),
  ];
}

function mostUsed(labels: ReadonlyArray<string>): Array<string> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const byUse = [...counts].sort(([left, many], [right, more]) => more - many || (left < right ? -1 : 1));
  return byUse.slice(0, mostLabels).map(([label]) => label);
}

function alphaFigure(
  rows: ReadonlyArray<UnitRow>,
  { level, about }: { level: Exclude<Level, "interval">; about: string | null },
): AgreementFigure {
  const { value, low, high, units } = krippendorffAgreement({ units: unitsOf(rows), level });
  return { value, low, high, measure: `alpha-${level}`, about, tasks: units };
}

function rawFigure(rows: ReadonlyArray<UnitRow>): AgreementFigure {
  const { value, low, high, units } = rawAgreement(unitsOf(rows));
  return { value, low, high, measure: "raw", about: null, tasks: units };
}

function rowsOf(
  tasks: ReadonlyArray<AgreementTask>,
  readValue: (answer: unknown) => string | number | undefined,
): Array<UnitRow> {
  return tasks.flatMap(({ id, answers }) =>
    answers.flatMap(({ answer }) => {
      const value = readValue(answer);
      return value === undefined ? [] : [{ unit: id, value }];
    }),
  );
}
