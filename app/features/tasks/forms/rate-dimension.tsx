import clsx from "clsx";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { RateOptions } from "#app/features/campaigns/kind-options.ts";
import { ActionKey } from "#app/features/tasks/forms/keyed-button.tsx";
import type { Score } from "#app/features/tasks/forms/rate-draft.ts";
import type { KeyAction } from "#app/features/tasks/judge/judge-keys.ts";

type RateDimensionProps = {
  dimension: RateOptions["dimensions"][number];
  score: Score | null;
  isCurrent: boolean;
  onFocus: () => void;
  onRate: (score: Score) => void;
};

/** One scale: a point a row, each with what it stands for, and "can't tell" below. */
export function RateDimension({ dimension, score, isCurrent, onFocus, onRate }: RateDimensionProps) {
  const { t } = useTranslation("tasks");
  const name = useId();
  const points = dimension.anchors.map((anchor, index) => ({ value: index + 1, anchor }));
  return (
    <fieldset
      onFocus={onFocus}
      className={clsx("min-w-0 rounded-card border p-3", isCurrent ? "border-accent" : "border-line")}
    >
      <legend className="px-1 font-semibold">{dimension.title}</legend>
      <div className="grid gap-1">
        {points.map(({ value, anchor }) => (
          <Point key={value} name={name} isChosen={score === value} onChoose={() => onRate(value)}>
            <span className="min-w-5 font-semibold">{value}</span>
            <span className="min-w-0 flex-1">{anchor}</span>
            {isCurrent && <ActionKey does={actionOf(value)} />}
          </Point>
        ))}
        <Point name={name} isChosen={score === "cannot-tell"} onChoose={() => onRate("cannot-tell")}>
          <span className="min-w-0 flex-1 text-muted">{t("rate.cannotTell")}</span>
          {isCurrent && <ActionKey does="rate-cannot-tell" />}
        </Point>
      </div>
    </fieldset>
  );
}

function actionOf(score: number): KeyAction | null {
  const actions = ["number-1", "number-2", "number-3", "number-4", "number-5"] as const;
  const more = ["number-6", "number-7", "number-8", "number-9", "rate-ten"] as const;
  return [...actions, ...more][score - 1] ?? null;
}

type PointProps = { name: string; isChosen: boolean; onChoose: () => void; children: ReactNode };

function Point({ name, isChosen, onChoose, children }: PointProps) {
  return (
    <label
      className={clsx(
        "flex min-h-9 cursor-pointer items-center gap-2 rounded-control border px-2 py-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:min-h-11",
        isChosen ? "border-accent bg-accent/10" : "border-transparent hover:bg-sunken",
      )}
    >
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} className="size-4 accent-accent" />
      {children}
    </label>
  );
}
