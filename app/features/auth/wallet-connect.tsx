import { useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorMessage } from "#app/components/error-message.tsx";
import { WalletIcon } from "#app/components/icons.tsx";
import { StateBadge } from "#app/components/state-badge.tsx";
import { type SignInStep, signIn } from "#app/features/auth/sign-in.client.ts";
import { type SignInProblem, signInProblemOf } from "#app/features/auth/sign-in-problem.ts";
import type { SiteChain } from "#app/features/auth/site-chain.ts";
import { demoRdns, type Wallet, watchWallets } from "#app/features/auth/wallets.client.ts";

/** Why the visitor, who was signed in, is asked again. */
export type WalletNotice = "account" | "chain" | "switch";

type WalletConnectProps = { notice: WalletNotice | null; chain: SiteChain | null; onSignedIn: () => void };
type Progress = { at: "rest" } | { at: SignInStep; wallet: Wallet } | { at: "problem"; why: SignInProblem };

/** The wallets found, what signing does, and one sentence on how it goes. */
export function WalletConnect({ notice, chain, onSignedIn }: WalletConnectProps) {
  const { t } = useTranslation("auth");
  const { revalidate } = useRevalidator();
  const [wallets, setWallets] = useState<ReadonlyArray<Wallet>>([]);
  const [progress, setProgress] = useState<Progress>({ at: "rest" });
  useEffect(() => watchWallets(setWallets), []);
  const isBusy = progress.at !== "rest" && progress.at !== "problem";

  async function connect(wallet: Wallet): Promise<void> {
    try {
      await signIn(wallet, (at) => setProgress({ at, wallet }));
      revalidate();
      onSignedIn();
    } catch (error) {
      setProgress({ at: "problem", why: signInProblemOf(error) });
    }
  }

  if (!chain) return <p className="text-muted">{t("connect.noChain")}</p>;
  return (
    <div className="grid gap-4">
      {notice && <p className="font-medium">{t(`notice.${notice}`)}</p>}
      <p className="text-muted">{t("connect.before")}</p>
      {wallets.length === 0 && <p>{t("connect.none")}</p>}
      <ul className="grid gap-2">
        {wallets.map((wallet) => (
          <li key={wallet.rdns}>
            <WalletChoice wallet={wallet} isDisabled={isBusy} onChoose={() => void connect(wallet)} />
          </li>
        ))}
      </ul>
      <p role="status" className="text-muted empty:hidden">
        {isBusy && t(`step.${progress.at}`, { wallet: progress.wallet.name || t("connect.unnamed") })}
      </p>
      {progress.at === "problem" && (
        <ErrorMessage title={t(`problem.${progress.why}`)}>{t("connect.again")}</ErrorMessage>
      )}
    </div>
  );
}

type WalletChoiceProps = { wallet: Wallet; isDisabled: boolean; onChoose: () => void };

function WalletChoice({ wallet, isDisabled, onChoose }: WalletChoiceProps) {
  const { t } = useTranslation("auth");
  const isDemo = wallet.rdns === demoRdns;
  return (
    <button
      type="button"
      disabled={isDisabled}
      onClick={onChoose}
      className="flex min-h-14 w-full items-center gap-3 rounded-card border border-line bg-surface px-3 py-2 text-left hover:border-muted disabled:cursor-not-allowed disabled:opacity-50"
    >
      {wallet.icon ? (
        <img src={wallet.icon} alt="" width="32" height="32" className="size-8 rounded-control" />
      ) : (
        <WalletIcon className="size-8" />
      )}
      <span className="grid min-w-0 grow">
        <span className="truncate font-medium">{wallet.name || t("connect.unnamed")}</span>
        {isDemo && <span className="text-13 text-muted">{t("demo.what")}</span>}
      </span>
      {isDemo && <StateBadge tone="warn">{t("demo.badge")}</StateBadge>}
    </button>
  );
}
