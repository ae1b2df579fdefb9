import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { IntervalPlot } from "#app/features/tasks/dashboard/dashboard-interval.tsx";
import { FigureTable } from "#app/features/tasks/dashboard/dashboard-table.tsx";
import type { StandingRow } from "#app/features/tasks/standing/contributor.ts";
import { localCount, localPercent } from "#app/lib/i18n-number.ts";

const halfInterval = 1.96;

/** How well one judges, by campaign and kind: never one number without its error. */
export function ContributorStanding({ rows }: { rows: ReadonlyArray<StandingRow> }) {
  const { t, i18n } = useTranslation("contributors");
  if (rows.length === 0) return <EmptyState title={t("standing.none")}>{t("standing.noneWhat")}</EmptyState>;
  return (
    <FigureTable
      label={t("standing.title")}
      columns={[
        { title: t("column.campaign") },
        { title: t("column.kind") },
        { title: t("column.accuracy"), means: t("column.accuracyMeans"), isNumber: true },
        { title: "" },
        { title: t("column.judged"), means: t("column.judgedMeans"), isNumber: true },
      ]}
      rows={rows.map(({ campaign, isVouched, kind, accuracy, standardError, n }) => {
        const error = halfInterval * standardError;
        return {
          key: campaign.id + kind,
          cells: [
            <span key="campaign" className="grid">
              <Link to={`/campaigns/${campaign.id}`} className="link">
                {campaign.title}
              </Link>
              {isVouched && <span className="text-muted">{t("standing.everywhere")}</span>}
            </span>,
            t(`kind.${kind}`),
            <strong key="accuracy">
              {t("standing.value", {
                value: localPercent(accuracy, i18n.language),
                error: localCount(Math.ceil(error * 100), i18n.language),
              })}
            </strong>,
            <div key="plot" className="w-32">
              <IntervalPlot value={accuracy} low={accuracy - error} high={accuracy + error} from={0} to={1} />
            </div>,
            localCount(n, i18n.language),
          ],
        };
      })}
    />
  );
}
