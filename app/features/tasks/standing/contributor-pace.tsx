import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Tile } from "#app/components/tile.tsx";
import { FigureTable } from "#app/features/tasks/dashboard/dashboard-table.tsx";
import { type DailyLimit, type PaceRow, sumOfPace, weiAnHour } from "#app/features/tasks/standing/contributor.ts";
import { localCount } from "#app/lib/i18n-number.ts";

type PaceProps = { pace: ReadonlyArray<PaceRow>; streak: number; limit: DailyLimit };

/** What an hour brings, the days in a row, and how much one may do in a day. */
export function ContributorPace({ pace, streak, limit }: PaceProps) {
  const { t, i18n } = useTranslation("contributors");
  const all = sumOfPace(pace);
  return (
    <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <li className="grid">
        <Tile label={t("pace.hour")} value={<AnHour row={all} />} note={t("pace.hourMeans")} />
      </li>
      <li className="grid">
        <Tile label={t("pace.earned")} value={<Amount wei={all.paidWei} />} note={t("pace.earnedMeans")} />
      </li>
      <li className="grid">
        <Tile label={t("pace.streak")} value={t("pace.days", { count: streak })} note={t("pace.streakMeans")} />
      </li>
      <li className="grid">
        <Tile
          label={t("pace.limit")}
          value={localCount(limit.answers, i18n.language)}
          note={t("pace.limitMeans", { newcomers: localCount(limit.forNewcomers, i18n.language) })}
        />
      </li>
    </ul>
  );
}

export function PaceByKind({ pace }: { pace: ReadonlyArray<PaceRow> }) {
  const { t, i18n } = useTranslation("contributors");
  if (pace.length === 0) return null;
  return (
    <FigureTable
      label={t("pace.title")}
      columns={[
        { title: t("column.kind") },
        { title: t("column.answers"), isNumber: true },
        { title: t("column.earned"), isNumber: true },
        { title: t("column.active"), means: t("column.activeMeans"), isNumber: true },
        { title: t("column.hour"), means: t("pace.hourMeans"), isNumber: true },
      ]}
      rows={pace.map((row) => ({
        key: row.kind,
        cells: [
          t(`kind.${row.kind}`),
          localCount(row.answers, i18n.language),
          <Amount key="earned" wei={row.paidWei} />,
          t("pace.minutes", { minutes: localCount(Math.round(row.activeMs / 60_000), i18n.language) }),
          <AnHour key="hour" row={row} />,
        ],
      }))}
    />
  );
}

function AnHour({ row }: { row: Pick<PaceRow, "activeMs" | "timedWei"> }) {
  const { t } = useTranslation("contributors");
  const wei = weiAnHour(row);
  return wei === null ? <span title={t("pace.unknown")}>—</span> : <Amount wei={wei} />;
}
