import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { type Segment, StackedBar } from "#app/components/stacked-bar.tsx";
import type { Quality } from "#app/features/releases/quality-report.ts";
import { SharePlot } from "#app/features/releases/share-plot.tsx";
import { localCount } from "#app/lib/i18n-number.ts";

/** What can be known of a release before anybody trains on it. */
export function ReleaseQuality({ quality }: { quality: Quality }) {
  const { t, i18n } = useTranslation("releases");
  const { tasks } = quality;
  const part = (label: string, value: number, tone: Segment["tone"]): Segment => ({
    ...{ label, tone, value: localCount(value, i18n.language) },
    share: tasks.closed === 0 ? 0 : value / tasks.closed,
  });
  return (
    <Card title={t("quality.title")}>
      <div className="grid gap-6">
        <div className="grid gap-2">
          <p>
            {t("quality.made", {
              tasks: localCount(tasks.closed, i18n.language),
              answers: localCount(quality.answers, i18n.language),
              contributors: localCount(quality.contributors, i18n.language),
            })}
          </p>
          <StackedBar
            segments={[
              part(t("quality.preferred"), tasks.preferred, "accent"),
              part(t("quality.ties"), tasks.ties, "muted"),
              part(t("quality.bothBad"), tasks.bothBad, "warn"),
              part(t("quality.undecided"), tasks.undecided, "line"),
            ]}
          />
        </div>
        <SharePlot label={t("quality.decided")} note={t("quality.decidedNote")} share={quality.decided} />
        <SharePlot label={t("quality.agreement")} note={t("quality.agreementNote")} share={quality.agreement} />
        <SharePlot label={t("quality.longer")} note={t("quality.longerNote")} share={quality.longerChosen} even={0.5} />
        <p className="text-13 text-muted">
          {t("quality.leftOut", {
            flagged: localCount(tasks.flagged, i18n.language),
            duplicates: localCount(quality.duplicates, i18n.language),
          })}
        </p>
      </div>
    </Card>
  );
}
