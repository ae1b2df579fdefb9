import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Moment } from "#app/components/moment.tsx";
import { StateBadge, type Tone } from "#app/components/state-badge.tsx";
import { reasonCode } from "#app/features/ledger/reasons.ts";
import type { HistoryRow } from "#app/features/tasks/standing/contributor.ts";

const tones: Record<HistoryRow["state"], Tone> = {
  pending: "neutral",
  suspect: "warn",
  paid: "good",
  unpaid: "warn",
};

/** Everything one did, newest first, with what came of it and why. */
export function ContributorHistory({
  rows,
  nextCursor,
}: {
  rows: ReadonlyArray<HistoryRow>;
  nextCursor: string | null;
}) {
  const { t } = useTranslation("contributors");
  if (rows.length === 0) return <EmptyState title={t("history.none")}>{t("history.noneWhat")}</EmptyState>;
  return (
    <div className="grid gap-3">
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {rows.map((row) => (
          <HistoryItem key={row.id} row={row} />
        ))}
      </ul>
      {nextCursor && (
        <Link to={`?cursor=${encodeURIComponent(nextCursor)}`} className="link" preventScrollReset>
          {t("history.older")}
        </Link>
      )}
    </div>
  );
}

function HistoryItem({ row }: { row: HistoryRow }) {
  const { t } = useTranslation("contributors");
  const { t: tLedger } = useTranslation("ledger");
  const code = reasonCode(row.reason);
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{t(`kind.${row.work}`)}</span>
          <Link to={`/campaigns/${row.campaign.id}`} className="link">
            {row.campaign.title}
          </Link>
          <StateBadge tone={tones[row.state]}>{t(`history.state.${row.state}`)}</StateBadge>
        </p>
        {code && (
          <p className="text-warn">
            {tLedger(`reason.${code}`)}{" "}
            <Link to="/earnings?stage=unpaid" className="link">
              {t("history.dispute")}
            </Link>
          </p>
        )}
        <p className="text-13 text-muted">
          <Moment at={row.at} />
        </p>
      </div>
      {row.state !== "unpaid" && <Amount wei={row.priceWei} className="sm:text-right" />}
    </li>
  );
}
