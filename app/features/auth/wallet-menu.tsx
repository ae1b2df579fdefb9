// The wallet's place in the top bar: connect and sign in; who is signed in, and out again.
import { useRevalidator } from "@remix-run/react";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { buttonLook } from "#app/components/button-look.ts";
import { WalletIcon } from "#app/components/icons.tsx";
import { Sheet } from "#app/components/sheet.tsx";
import { Stones } from "#app/components/stones.tsx";
import { signOut } from "#app/features/auth/sign-in.client.ts";
import type { SignedIn } from "#app/features/auth/signed-in.ts";
import type { SiteChain } from "#app/features/auth/site-chain.ts";
import { setSiteChain, watchWallet } from "#app/features/auth/wallet.client.ts";
import { WalletAccount } from "#app/features/auth/wallet-account.tsx";
import { WalletConnect, type WalletNotice } from "#app/features/auth/wallet-connect.tsx";
import { openMenuEvent } from "#app/features/auth/wallet-menu-event.ts";
import { rememberedWallet, watchWallets } from "#app/features/auth/wallets.client.ts";

const DemoWallet = lazy(() =>
  import("#app/features/auth/demo-wallet-window.tsx").then((module) => ({ default: module.DemoWalletWindow })),
);

type WalletMenuProps = { member: SignedIn | null; chain: SiteChain | null; hasDemoWallet: boolean };

export function WalletMenu({ member, chain, hasDemoWallet }: WalletMenuProps) {
  const { t } = useTranslation("auth");
  const { revalidate } = useRevalidator();
  const [isOpen, setOpen] = useState(false);
  const [notice, setNotice] = useState<WalletNotice | null>(null);
  const [isMounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  useEffect(() => setSiteChain(chain), [chain]);

  const leave = useCallback(
    async (why: WalletNotice | null) => {
      await signOut();
      setNotice(why);
      setOpen(why !== null);
      revalidate();
    },
    [revalidate],
  );
  useWatchedWallet(member?.address ?? null, leave);

  useEffect(() => {
    const open = () => setOpen(true);
    window.addEventListener(openMenuEvent, open);
    return () => window.removeEventListener(openMenuEvent, open);
  }, []);

  function close(): void {
    setOpen(false);
    setNotice(null);
  }

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={member ? t("menu.of", { address: member.address }) : undefined}
        onClick={() => setOpen(true)}
        className={buttonLook("plain")}
      >
        {member ? <Stones address={member.address} /> : <WalletIcon className="size-5" />}
        {member ? (
          <span className="font-mono text-13 max-sm:hidden">{`${member.address.slice(0, 6)}…${member.address.slice(-4)}`}</span>
        ) : (
          t("menu.connect")
        )}
      </button>
      <Sheet isOpen={isOpen} onClose={close} title={member ? t("account.title") : t("connect.title")}>
        {member ? (
          <WalletAccount member={member} onLeave={leave} />
        ) : (
          <WalletConnect notice={notice} chain={chain} onSignedIn={close} />
        )}
      </Sheet>
      {isMounted && hasDemoWallet && chain && (
        <Suspense fallback={null}>
          <DemoWallet chain={chain} />
        </Suspense>
      )}
    </>
  );
}

/** Ends the session when the wallet that signed in shows another account or chain: nobody works on as somebody else. */
function useWatchedWallet(member: string | null, leave: (why: WalletNotice) => Promise<void>): void {
  useEffect(() => {
    if (!member) return;
    let stop: (() => void) | null = null;
    // A wallet may announce itself late, so the first that is the remembered one is watched.
    const stopSearching = watchWallets(() => {
      const wallet = stop ? null : rememberedWallet();
      // Offline the session lives on, and the next page that opens ends it.
      if (wallet) stop = watchWallet(wallet, member, (what) => void leave(what).catch(() => undefined));
    });
    return () => {
      stopSearching();
      stop?.();
    };
  }, [member, leave]);
}
