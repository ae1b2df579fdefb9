import { Link } from "@remix-run/react";
import clsx from "clsx";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import type { EarningStage, EarningsBody } from "#app/features/payouts/api.ts";

const stages = [
  ["pending", "pendingWei"],
  ["in-review", "inReviewWei"],
  ["claimable", "claimableWei"],
  ["claimed", "claimedWei"],
] as const;

/** The four numbers, left to right as money flows; each opens its entries. */
export function EarningNumbers({ earnings, shown }: { earnings: EarningsBody; shown: EarningStage }) {
  const { t } = useTranslation("payouts");
  return (
    <nav aria-label={t("numbers")}>
      <ol className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {stages.map(([stage, field]) => (
          <li key={stage} className="grid">
            <Link
              to={`?stage=${stage}`}
              preventScrollReset
              aria-current={stage === shown ? "true" : undefined}
              className={clsx(
                "grid min-w-0 content-start gap-0.5 rounded-card border bg-surface p-4 hover:border-muted",
                stage === shown ? "border-accent" : "border-line",
              )}
            >
              <span className="text-13 text-muted">{t(`stage.${stage}`)}</span>
              <Amount wei={earnings[field]} className="text-17 font-semibold sm:text-22" />
              <span className="text-13 text-muted">{t(`stage-note.${stage}`)}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
