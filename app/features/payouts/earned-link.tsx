import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import type { EarningsBody } from "#app/features/payouts/api.ts";

/** The top bar's number: all that the member earned so far, claimed or not. Leads to where it stands. */
export function EarnedLink({ earnings }: { earnings: EarningsBody }) {
  const { t } = useTranslation("payouts");
  const { inReviewWei, claimableWei, claimedWei } = earnings;
  return (
    <Link
      to="/earnings"
      title={t("earned-so-far")}
      className="inline-flex h-9 items-center rounded-control px-2 text-13 font-semibold hover:bg-sunken pointer-coarse:h-11"
    >
      <span className="sr-only">{t("earned-so-far")} </span>
      <Amount wei={BigInt(inReviewWei) + BigInt(claimableWei) + BigInt(claimedWei)} />
    </Link>
  );
}
