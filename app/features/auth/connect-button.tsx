import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { WalletIcon } from "#app/components/icons.tsx";
import { openMenuEvent } from "#app/features/auth/wallet-menu-event.ts";

/** For a page that needs a member: opens the wallet's menu of the top bar. */
export function ConnectButton({ variant = "primary" }: { variant?: "primary" | "plain" }) {
  const { t } = useTranslation("auth");
  return (
    <Button variant={variant} onClick={() => window.dispatchEvent(new Event(openMenuEvent))}>
      <WalletIcon className="size-5" />
      {t("menu.connectAndSignIn")}
    </Button>
  );
}
