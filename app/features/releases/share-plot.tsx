import { useTranslation } from "react-i18next";
import type { Share } from "#app/features/releases/quality-report.ts";
import { localCount, localPercent } from "#app/lib/i18n-number.ts";

type SharePlotProps = { label: string; note: string; share: Share /** where nothing would be biased */; even?: number };

/** A share between 0 and 100 %: a dot, its 95 % interval as a bar, and the same in words. */
export function SharePlot({ label, note, share, even }: SharePlotProps) {
  const { t, i18n } = useTranslation("releases");
  const percent = (value: number) => localPercent(value, i18n.language, 1);
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-15 font-medium">{label}</h3>
        <p>
          {share
            ? t("quality.share", { share: percent(share.share), low: percent(share.low), high: percent(share.high) })
            : t("quality.none")}
        </p>
      </div>
      {share && (
        <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" className="h-4 w-full">
          <rect x="0" y="1.5" width="100" height="1" className="fill-sunken" />
          <rect x={share.low * 100} y="1" width={(share.high - share.low) * 100} height="2" className="fill-line" />
          {even !== undefined && <rect x={even * 100 - 0.15} y="0" width="0.3" height="4" className="fill-muted" />}
          <rect x={Math.min(share.share * 100, 99.4)} y="0.5" width="0.6" height="3" className="fill-accent" />
        </svg>
      )}
      <p className="text-13 text-muted">
        {note}
        {share &&
          ` ${t("quality.of", { shown: localCount(share.count, i18n.language), of: localCount(share.of, i18n.language) })}`}
      </p>
    </div>
  );
}
