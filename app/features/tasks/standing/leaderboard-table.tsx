import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Address } from "#app/components/address.tsx";
import { StateBadge } from "#app/components/state-badge.tsx";
import { FigureTable } from "#app/features/tasks/dashboard/dashboard-table.tsx";
import type { LeaderboardRow } from "#app/features/tasks/standing/leaderboard.ts";
import { localCount, localPercent } from "#app/lib/i18n-number.ts";

type TableProps = {
  rows: ReadonlyArray<LeaderboardRow>;
  self: string | null;
  /** What can be done about a row that is not one's own. */
  aside: (row: LeaderboardRow) => ReactNode;
};

export function LeaderboardTable({ rows, self, aside }: TableProps) {
  const { t, i18n } = useTranslation("contributors");
  return (
    <FigureTable
      label={t("board.title")}
      columns={[
        { title: t("board.place"), isNumber: true },
        { title: t("board.member") },
        { title: t("board.answers"), isNumber: true },
        { title: t("board.samples"), isNumber: true },
        { title: t("column.accuracy"), means: t("column.accuracyMeans"), isNumber: true },
        { title: t("board.interval"), means: t("board.intervalMeans"), isNumber: true },
        { title: "" },
      ]}
      rows={rows.map((row, index) => ({
        key: row.address,
        isStrong: row.address === self,
        cells: [
          localCount(index + 1, i18n.language),
          <span key="member" className="flex items-center gap-2">
            <Address address={row.address} canCopy={false} />
            {row.isAgent && <StateBadge tone="neutral">{t("board.agent")}</StateBadge>}
            {row.address === self && <span>{t("board.you")}</span>}
          </span>,
          localCount(row.answers, i18n.language),
          localCount(row.samples, i18n.language),
          row.accuracy ? localPercent(row.accuracy.accuracy, i18n.language) : "—",
          row.accuracy
            ? `${localPercent(row.accuracy.low, i18n.language)} – ${localPercent(row.accuracy.high, i18n.language)}`
            : "—",
          row.address === self ? null : aside(row),
        ],
      }))}
    />
  );
}
