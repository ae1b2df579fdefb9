import clsx from "clsx";
import { useTranslation } from "react-i18next";
import { SampleText } from "#app/features/tasks/forms/sample-text.tsx";
import type { Mark } from "#app/features/tasks/forms/text-pieces.ts";

type SampleCardProps = { name?: string; text: string; marks?: ReadonlyArray<Mark>; isChosen?: boolean };

/** One sample, by its letter where there are several. */
export function SampleCard({ name, text, marks, isChosen = false }: SampleCardProps) {
  const { t } = useTranslation("tasks");
  return (
    <section
      aria-label={name ? t("task.side", { name }) : t("task.sample")}
      className={clsx("min-w-0 rounded-card border bg-surface p-4", isChosen ? "border-accent" : "border-line")}
    >
      {name && (
        <p className="mb-2 flex items-center gap-2 text-13 font-semibold text-muted" aria-hidden="true">
          {name}
          {isChosen && <span className="text-accent">{t("task.chosen")}</span>}
        </p>
      )}
      <SampleText text={text} marks={marks} />
    </section>
  );
}
