import { useTranslation } from "react-i18next";
import type { Figure } from "#app/features/review/evidence.ts";

const digits = new Intl.NumberFormat("en", { maximumSignificantDigits: 4, useGrouping: false });

/** The numbers behind a report, as the method that found it names them. */
export function EvidenceFigures({ figures }: { figures: ReadonlyArray<Figure> }) {
  const { t } = useTranslation("review");
  if (figures.length === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-13" aria-label={t("report.figures")}>
      {figures.map(({ name, value }) => (
        <div key={name} className="flex gap-1.5">
          <dt className="font-mono text-muted">{name}</dt>
          <dd className="tabular-nums">{digits.format(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
