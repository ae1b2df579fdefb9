import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Tile } from "#app/components/tile.tsx";
import type { Dashboard } from "#app/features/tasks/dashboard/dashboard.ts";
import { localDecimalOf, localSpan } from "#app/features/tasks/dashboard/dashboard-numbers.ts";
import { localCount, localPercent } from "#app/lib/i18n-number.ts";

/** The campaign in five figures. */
export function DashboardSummary({ dashboard }: { dashboard: Dashboard }) {
  const { t, i18n } = useTranslation("dashboard");
  const { campaign, forecast, work, people } = dashboard;
  const { tasksClosed, tasksWanted, samplesAccepted, samplesWanted } = campaign.progress;
  const count = (value: number) => localCount(value, i18n.language);
  const sums = work.filter(({ language }) => language === null);
  const answers = sums.reduce((sum, row) => sum + row.answers, 0);
  const [busiest] = sums.toSorted((left, right) => right.answers - left.answers);
  const share = tasksWanted === 0 ? 0 : Math.min(1, tasksClosed / tasksWanted);
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-[repeat(3,minmax(0,1fr))_repeat(2,minmax(0,1.4fr))]">
      <Tile
        label={t("summary.tasks")}
        value={localPercent(share, i18n.language)}
        note={t("summary.tasksNote", {
          ...{ closed: count(tasksClosed), all: count(tasksWanted) },
          ...{ accepted: count(samplesAccepted), wanted: count(samplesWanted) },
        })}
      />
      <Tile
        label={t("summary.answers")}
        value={tasksClosed === 0 ? "–" : localDecimalOf(answers / tasksClosed, i18n.language)}
        note={t("summary.answersNote", { count: people.total, answers: count(answers) })}
      />
      <Wide>
        <Tile
          label={t("summary.time")}
          value={busiest?.dwellMs ? localSpan(busiest.dwellMs.median, i18n.language) : "–"}
          note={busiest ? t("summary.timeNote", { kind: t(`kind.${busiest.kind}`) }) : t("summary.timeNone")}
        />
      </Wide>
      <Wide>
        <Tile
          label={t("summary.spent")}
          value={<Amount wei={campaign.budget.spentWei} className="max-sm:text-17" />}
          note={t("summary.spentNote")}
        />
      </Wide>
      <Wide>
        <Tile
          label={t("summary.rest")}
          value={<Amount wei={forecast.expectedWei} className="max-sm:text-17" />}
          note={
            <>
              {t("summary.most")} <Amount wei={forecast.mostWei} />
            </>
          }
        />
      </Wide>
    </div>
  );
}

/** On a phone as wide as the page: amounts are long. */
function Wide({ children }: { children: ReactNode }) {
  return <div className="grid min-w-0 max-lg:col-span-2">{children}</div>;
}
