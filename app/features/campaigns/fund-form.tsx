import { useRevalidator } from "@remix-run/react";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { fieldLook } from "#app/components/button-look.ts";
import { Card } from "#app/components/card.tsx";
import { ErrorMessage } from "#app/components/error-message.tsx";
import { Field } from "#app/components/field.tsx";
import type { SiteChain } from "#app/features/auth/site-chain.ts";
import type { FundingProblem, FundingStep } from "#app/features/campaigns/funding-problem.ts";
import { parseTokens, tokenSymbol } from "#app/lib/money.ts";

type FundFormProps = { address: string; campaignKey: string; fundedWei: string; chain: SiteChain };
type Progress =
  | { at: "rest" }
  | { at: "working"; step: FundingStep }
  /** Mined; the site has still to read it from the chain. */
  | { at: "mined"; fundedBeforeWei: string }
  | { at: "problem"; why: FundingProblem };

const lookMs = 2_000;

/** The requester's: an amount, one signature, one transaction. */
export function FundForm({ address, campaignKey, fundedWei, chain }: FundFormProps) {
  const { t } = useTranslation("campaigns");
  const [progress, setProgress] = useState<Progress>({ at: "rest" });
  const [amount, setAmount] = useState("");
  const [isMalformed, setMalformed] = useState(false);
  const held = useTokens(address, chain, progress.at);
  const isSeen = progress.at === "mined" && progress.fundedBeforeWei !== fundedWei;
  useLookUntil(progress.at === "mined" && !isSeen);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const amountWei = toAmount(amount);
    setMalformed(amountWei === null);
    if (amountWei === null) return;
    const { fundCampaign } = await import("#app/features/campaigns/fund.client.ts");
    const onStep = (step: FundingStep) => setProgress({ at: "working", step });
    const result = await fundCampaign({ address, campaignKey, amountWei, chain, onStep });
    setProgress(result.ok ? { at: "mined", fundedBeforeWei: fundedWei } : { at: "problem", why: result.why });
    if (result.ok) setAmount("");
  }

  const isBusy = progress.at === "working" || (progress.at === "mined" && !isSeen);
  return (
    <Card title={t("fund.title")}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-3">
        <Field
          label={t("fund.amount", { symbol: tokenSymbol })}
          note={held === null ? t("fund.note") : <HeldNote wei={held} />}
          error={isMalformed ? t("fund.malformed") : undefined}
        >
          {(parts) => (
            <input
              {...parts}
              name="amount"
              inputMode="decimal"
              autoComplete="off"
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
              className={fieldLook}
            />
          )}
        </Field>
        <Button type="submit" disabled={isBusy} className="justify-self-start">
          {t("fund.submit")}
        </Button>
        <p role="status" className="text-13 text-muted empty:hidden">
          {progress.at === "working" && t(`fund.step.${progress.step}`)}
          {progress.at === "mined" && t(isSeen ? "fund.seen" : "fund.mined")}
        </p>
        {progress.at === "problem" && (
          <ErrorMessage title={t(`fund.problem.${progress.why}`)}>{t("fund.nothingSent")}</ErrorMessage>
        )}
      </form>
    </Card>
  );
}

function HeldNote({ wei }: { wei: bigint }) {
  const { t } = useTranslation("campaigns");
  return (
    <>
      {t("fund.held")} <Amount wei={wei} />
    </>
  );
}

/** @returns null for what is no amount above zero; a comma is taken for a point, as many languages write it */
function toAmount(text: string): bigint | null {
  const plain = text.trim().replace(",", ".");
  if (!/^\d{1,30}(\.\d{1,18})?$/.test(plain)) return null;
  const wei = parseTokens(plain);
  return wei > 0n ? wei : null;
}

function useTokens(address: string, chain: SiteChain, at: string): bigint | null {
  const [wei, setWei] = useState<bigint | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew whenever a step of the funding is over
  useEffect(() => {
    let isLeft = false;
    import("#app/features/campaigns/fund.client.ts")
      .then(({ tokensOf }) => tokensOf(address, chain))
      .then((tokens) => !isLeft && setWei(tokens))
      // A chain that does not answer leaves the note without its figure; the form says so when it is sent.
      .catch(() => undefined);
    return () => {
      isLeft = true;
    };
  }, [address, chain.token, at]);
  return wei;
}

function useLookUntil(isLooking: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isLooking) return;
    const timer = setInterval(revalidate, lookMs);
    return () => clearInterval(timer);
  }, [isLooking, revalidate]);
}
