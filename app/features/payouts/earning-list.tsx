import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Moment } from "#app/components/moment.tsx";
import { reasonCode } from "#app/features/ledger/reasons.ts";
import type { EarningEntry, EarningStage } from "#app/features/payouts/api.ts";

type ListProps = {
  stage: EarningStage;
  entries: ReadonlyArray<EarningEntry>;
  nextCursor: string | null;
  /** reference of an overturned contribution → the reviewer's words */
  verdicts: ReadonlyMap<string, string>;
  /** What else stands under an entry. */
  below: (entry: EarningEntry) => ReactNode;
};

export function EarningList({ stage, entries, nextCursor, verdicts, below }: ListProps) {
  const { t } = useTranslation("payouts");
  if (entries.length === 0) return <EmptyState title={t(`empty.${stage}`)}>{t(`empty-note.${stage}`)}</EmptyState>;
  return (
    <div className="grid gap-3">
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} words={verdicts.get(entry.ref)}>
            {below(entry)}
          </Row>
        ))}
      </ul>
      {nextCursor && (
        <Link to={`?stage=${stage}&cursor=${nextCursor}`} className="link" preventScrollReset>
          {t("older")}
        </Link>
      )}
    </div>
  );
}

type RowProps = { entry: EarningEntry; words: string | undefined; children: ReactNode };

function Row({ entry, words, children }: RowProps) {
  const { t } = useTranslation("payouts");
  const { t: tLedger } = useTranslation("ledger");
  const code = reasonCode(entry.reason);
  return (
    <li className="grid gap-x-4 gap-y-0.5 px-4 py-3 sm:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <p>
          <span className="font-medium">{tLedger(`kind.${entry.kind}`)}</span>
          {entry.campaign && (
            <>
              {" · "}
              <Link to={`/campaigns/${entry.campaign.id}`} className="link">
                {entry.campaign.title}
              </Link>
            </>
          )}
        </p>
        {code && <p className="text-warn">{tLedger(`reason.${code}`)}</p>}
        {code && words && <p className="text-muted">{t("reviewer-said", { words })}</p>}
        <p className="text-13 text-muted">
          <Moment at={entry.at} /> ·{" "}
          {entry.epoch === null ? (
            t("no-epoch")
          ) : (
            <Link to={`/audit/epochs/${entry.epoch}`} className="link">
              {t("epoch", { n: entry.epoch })}
            </Link>
          )}
          <span className="font-mono" title={entry.task ?? entry.ref}>
            {" · "}
            {(entry.task ?? entry.ref).slice(0, 8)}
          </span>
        </p>
        {children}
      </div>
      <Amount wei={entry.amountWei} isSigned className="font-semibold sm:text-right" />
    </li>
  );
}
