import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  editOptionsSchema,
  labelOptionsSchema,
  type RateOptions,
  rateOptionsSchema,
} from "#app/features/campaigns/kind-options.ts";
import { DifferenceText } from "#app/features/tasks/forms/difference-text.tsx";
import type { FormTask } from "#app/features/tasks/forms/draft.ts";
import { LabelledText } from "#app/features/tasks/forms/labelled-text.tsx";
import { SampleCard } from "#app/features/tasks/forms/sample-card.tsx";
import { SampleText } from "#app/features/tasks/forms/sample-text.tsx";
import { sideName } from "#app/features/tasks/forms/side-names.ts";
import { TaskTexts } from "#app/features/tasks/forms/task-texts.tsx";
import { editAnswerSchema } from "#app/features/tasks/kinds/edit.ts";
import { type LabelAnswer, labelAnswerSchema } from "#app/features/tasks/kinds/label.ts";
import { type PreferAnswer, preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";
import { type RankAnswer, rankAnswerSchema } from "#app/features/tasks/kinds/rank.ts";
import { type RateAnswer, rateAnswerSchema } from "#app/features/tasks/kinds/rate.ts";
import { assertNever } from "#app/lib/invariant.ts";

type AnswerViewProps = {
  /** The samples in the order that the answer speaks of. */
  task: FormTask;
  /** As it is stored. */
  answer: unknown;
};

/** What was asked, the samples, and the answer that was given: to be read, not to be changed. */
export function AnswerView({ task, answer }: AnswerViewProps) {
  return (
    <div className="@container min-w-0">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <TaskTexts task={task}>
          <GivenAnswer task={task} answer={answer} />
        </TaskTexts>
      </div>
    </div>
  );
}

function GivenAnswer({ task, answer }: AnswerViewProps) {
  switch (task.kind) {
    case "prefer": {
      const given = preferAnswerSchema.safeParse(answer).data;
      return given ? <GivenPreference task={task} answer={given} /> : <Missing />;
    }
    case "rank": {
      const given = rankAnswerSchema.safeParse(answer).data;
      return given ? <GivenRanking task={task} answer={given} /> : <Missing />;
    }
    case "rate": {
      const given = rateAnswerSchema.safeParse(answer).data;
      const options = rateOptionsSchema.safeParse(task.options).data;
      return given && options ? <GivenRating task={task} answer={given} options={options} /> : <Missing />;
    }
    case "label": {
      const given = labelAnswerSchema.safeParse(answer).data;
      return given ? <GivenLabels task={task} answer={given} /> : <Missing />;
    }
    case "edit": {
      const given = editAnswerSchema.safeParse(answer).data;
      return given ? <GivenEdit task={task} text={given.text} /> : <Missing />;
    }
    default:
      return assertNever(task.kind);
  }
}

function Missing() {
  const { t } = useTranslation("tasks");
  return <p className="text-warn">{t("view.missing")}</p>;
}

function Said({ children }: { children: ReactNode }) {
  const { t } = useTranslation("tasks");
  return (
    <p className="text-17">
      {t("view.answer")}: <strong>{children}</strong>
    </p>
  );
}

function GivenPreference({ task, answer }: { task: FormTask; answer: PreferAnswer }) {
  const { t } = useTranslation("tasks");
  const choice = t(`choice.${answer.choice}`);
  const strength = answer.strength && t(`prefer.strength.${answer.strength}`);
  return (
    <div className="grid gap-3">
      <div className="grid gap-4 @2xl:grid-cols-2">
        {task.samples.map(({ id, text }, index) => (
          <SampleCard key={id} name={sideName(index)} text={text} />
        ))}
      </div>
      <Said>{strength ? t("view.strength", { choice, strength }) : choice}</Said>
    </div>
  );
}

function GivenRanking({ task, answer }: { task: FormTask; answer: RankAnswer }) {
  const { t } = useTranslation("tasks");
  const named = new Set([...answer.tiers.flat(), ...(answer.unacceptable ?? [])]);
  const groups = [
    ...answer.tiers.map((ids, index) => ({ name: t("rank.tier", { tier: index + 1 }), ids })),
    { name: t("rank.unacceptable"), ids: answer.unacceptable ?? [] },
    { name: t("view.leftOut"), ids: task.samples.map(({ id }) => id).filter((id) => !named.has(id)) },
  ];
  return (
    <ol className="grid gap-3" aria-label={t("view.answer")}>
      {groups
        .filter(({ ids }) => ids.length > 0)
        .map(({ name, ids }) => (
          <li key={name} className="grid min-w-0 gap-2 rounded-card border border-line bg-sunken p-2">
            <p className="px-1 text-13 text-muted">{name}</p>
            {task.samples.map(({ id, text }, index) =>
              ids.includes(id) ? <SampleCard key={id} name={sideName(index)} text={text} /> : null,
            )}
          </li>
        ))}
    </ol>
  );
}

type GivenRatingProps = { task: FormTask; answer: RateAnswer; options: RateOptions };

function GivenRating({ task, answer, options }: GivenRatingProps) {
  const { t } = useTranslation("tasks");
  return (
    <div className="grid gap-4">
      <SampleCard text={task.samples[0]?.text ?? ""} />
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr]" aria-label={t("view.answer")}>
        {options.dimensions.map(({ id, title, anchors }) => {
          const score = answer.scores[id];
          return (
            <div key={id} className="contents">
              <dt className="text-muted">{title}</dt>
              <dd>
                {score === undefined
                  ? t("view.cannotTell")
                  : `${t("view.points", { score, most: anchors.length })} · ${anchors[score - 1] ?? ""}`}
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

function GivenLabels({ task, answer }: { task: FormTask; answer: LabelAnswer }) {
  const labels = labelOptionsSchema.safeParse(task.options).data?.labels ?? [];
  const titleOf = (id: string) => labels.find((label) => label.id === id)?.title ?? id;
  return (
    <div className="grid gap-3">
      <LabelledText
        text={task.samples[0]?.text ?? ""}
        spans={answer.spans ?? []}
        titleOf={titleOf}
        marking={null}
        onRemove={null}
      />
      <Said>{answer.labels.map(titleOf).join(" · ")}</Said>
    </div>
  );
}

function GivenEdit({ task, text }: { task: FormTask; text: string }) {
  const { t } = useTranslation("tasks");
  const sample = task.samples[0]?.text;
  const isRewrite = editOptionsSchema.safeParse(task.options ?? {}).data?.mode === "rewrite" && sample !== undefined;
  if (isRewrite) return <DifferenceText before={sample} after={text} />;
  return (
    <section aria-label={t("view.answer")} className="min-w-0 rounded-card border border-line bg-surface p-4">
      <SampleText text={text} />
    </section>
  );
}
