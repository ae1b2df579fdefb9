// The right side of the top bar, the strip of a local trial, the footer.
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LanguageMenu } from "#app/components/language-menu.tsx";
import { ThemeButton, useTheme } from "#app/components/theme-button.tsx";
import type { SignedIn } from "#app/features/auth/signed-in.ts";
import type { SiteChain } from "#app/features/auth/site-chain.ts";
import { WalletMenu } from "#app/features/auth/wallet-menu.tsx";
import type { EarningsBody } from "#app/features/payouts/api.ts";
import { EarnedLink } from "#app/features/payouts/earned-link.tsx";
import { LiveNextEvents } from "#app/features/payouts/live-next-events.tsx";
import type { NextEvents } from "#app/features/payouts/next-events.ts";
import type { Theme } from "#app/lib/http-theme.ts";

type ToolsProps = {
  member: SignedIn | null;
  earnings: EarningsBody | null;
  chain: SiteChain | null;
  hasDemoWallet: boolean;
  theme: Theme;
};

export function Tools({ member, earnings, chain, hasDemoWallet, theme }: ToolsProps) {
  const { t, i18n } = useTranslation("site");
  const shown = useTheme(theme);
  return (
    <>
      {earnings && <EarnedLink earnings={earnings} />}
      <LanguageMenu
        label={t("language")}
        current={i18n.language}
        languages={[
          { tag: "en", short: "EN", name: "English" },
          { tag: "pt-BR", short: "PT", name: "Português (Brasil)" },
          { tag: "id", short: "ID", name: "Bahasa Indonesia" },
        ]}
      />
      <ThemeButton
        theme={shown}
        labels={{ system: t("theme.system"), light: t("theme.light"), dark: t("theme.dark") }}
      />
      <WalletMenu member={member} chain={chain} hasDemoWallet={hasDemoWallet} />
    </>
  );
}

export function Strip({ next }: { next: NextEvents }) {
  const { t } = useTranslation("site");
  return (
    <aside aria-label={t("strip.label")} className="border-b border-line bg-sunken">
      <p className="mx-auto max-w-page px-4 py-1.5 text-13">
        {t("strip.trial")} <LiveNextEvents next={next} />
      </p>
    </aside>
  );
}

export function Footer() {
  const { t } = useTranslation("site");
  const { t: models } = useTranslation("models");
  return (
    <>
      <Link to="/pay-rule" className="link">
        {t("footer.rule")}
      </Link>
      <Link to="/models" className="link">
        {models("page.title")}
      </Link>
      <a href="/api/v1/openapi.json" className="link">
        {t("footer.api")}
      </a>
      <span>{t("footer.privacy")}</span>
    </>
  );
}
