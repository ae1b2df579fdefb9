import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Card } from "#app/components/card.tsx";
import type { CampaignBudget } from "#app/features/campaigns/api.ts";
import { type Forecast, shortfallWei } from "#app/features/tasks/dashboard/dashboard-forecast.ts";
import { localDecimalOf } from "#app/features/tasks/dashboard/dashboard-numbers.ts";
import { FigureTable } from "#app/features/tasks/dashboard/dashboard-table.tsx";
import { localCount } from "#app/lib/i18n-number.ts";

/** What the rest will cost, by what the closed tasks needed, and whether the money is there. */
export function CostCard({ forecast, budget }: { forecast: Forecast; budget: CampaignBudget }) {
  const { t, i18n } = useTranslation("dashboard");
  const count = (value: number) => localCount(value, i18n.language);
  const short = shortfallWei(forecast, budget);
  const samples = {
    key: "samples",
    cells: [
      ...[t("cost.samples"), count(forecast.samplesLeft), "", <Amount key="expected" wei={forecast.samplesWei} />],
      <Amount key="most" wei={forecast.samplesWei} />,
    ],
  };
  const kinds = forecast.kinds.map(({ kind, tasksLeft, meanAnswers, answersMin, answersMax, ...wei }) => ({
    key: kind,
    cells: [
      t(`kind.${kind}`),
      count(tasksLeft),
      t("cost.answers", {
        mean: meanAnswers === null ? "–" : localDecimalOf(meanAnswers, i18n.language, 2),
        min: answersMin,
        max: answersMax,
      }),
      <Amount key="expected" wei={wei.expectedWei} />,
      <Amount key="most" wei={wei.mostWei} />,
    ],
  }));
  const sum = {
    ...{ key: "sum", isStrong: true },
    cells: [
      ...[t("cost.sum"), "", "", <Amount key="expected" wei={forecast.expectedWei} />],
      <Amount key="most" wei={forecast.mostWei} />,
    ],
  };
  return (
    <Card title={t("cost.title")}>
      <FigureTable
        label={t("cost.title")}
        columns={[
          { title: t("cost.what") },
          { title: t("cost.left"), means: t("cost.leftMeans"), isNumber: true },
          { title: t("cost.mean"), means: t("cost.meanMeans"), isNumber: true },
          { title: t("cost.expected"), means: t("cost.expectedMeans"), isNumber: true },
          { title: t("cost.most"), means: t("cost.mostMeans"), isNumber: true },
        ]}
        rows={[samples, ...kinds, sum]}
      />
      <p className="mt-3 text-13 text-muted">
        {short === 0n ? (
          t("cost.enough")
        ) : (
          <>
            {t("cost.short")} <Amount wei={short} />
          </>
        )}
      </p>
    </Card>
  );
}
