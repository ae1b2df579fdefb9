import { useRevalidator } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { ErrorMessage } from "#app/components/error-message.tsx";
import type { SiteChain } from "#app/features/auth/site-chain.ts";
import type { ClaimResult } from "#app/features/payouts/claim-result.ts";

type ClaimProps = { address: string; claimableWei: string; chain: SiteChain };

/** One button, one transaction, however many epochs it pays. */
export function ClaimButton({ address, claimableWei, chain }: ClaimProps) {
  const { t } = useTranslation("payouts");
  const { revalidate } = useRevalidator();
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<ClaimResult | null>(null);
  // What was just paid is still "claimable" here until the chain's event has its confirmations.
  const [paidOf, setPaidOf] = useState<string | null>(null);
  const isNothing = claimableWei === "0" || paidOf === claimableWei;

  async function claim() {
    setBusy(true);
    setResult(null);
    // Only who claims pays for the download.
    const { claimPay } = await import("#app/features/payouts/claim.client.ts");
    const claimed = await claimPay(address, chain);
    setResult(claimed);
    if (claimed.ok || claimed.why === "nothing") setPaidOf(claimableWei);
    setBusy(false);
    revalidate();
  }

  return (
    <div className="grid gap-3 justify-items-start">
      <Button variant="primary" size="large" disabled={isNothing || isBusy} onClick={() => void claim()}>
        {isBusy ? (
          t("claim.busy")
        ) : isNothing ? (
          t("claim.nothing-yet")
        ) : (
          <span>
            {t("claim.do")} <Amount wei={claimableWei} />
          </span>
        )}
      </Button>
      <p className="text-13 text-muted">{t("claim.what")}</p>
      {result && <Outcome result={result} />}
    </div>
  );
}

function Outcome({ result }: { result: ClaimResult }) {
  const { t } = useTranslation("payouts");
  if (!result.ok) {
    return <ErrorMessage title={t(`claim.problem.${result.why}`)}>{t("claim.kept")}</ErrorMessage>;
  }
  return (
    <div role="status" className="grid gap-1 rounded-card border border-good bg-surface p-4">
      <p className="font-semibold text-good">
        {t("claim.paid")} <Amount wei={result.paidWei} />
      </p>
      <p>
        {t("claim.balance")} <Amount wei={result.balanceWei} />
      </p>
      {result.wasRenewed && <p className="text-muted">{t("claim.renewed")}</p>}
    </div>
  );
}
