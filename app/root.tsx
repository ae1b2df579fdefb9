import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { useTranslation } from "react-i18next";
import { NonceContext } from "#app/components/nonce.tsx";
import { RouteProblem } from "#app/components/route-problem.tsx";
import { Shell } from "#app/components/shell.tsx";
import { useTheme } from "#app/components/theme-button.tsx";
import { findMember } from "#app/features/auth/session.server.ts";
import { findSiteChain } from "#app/features/auth/site-chain.server.ts";
import { earningsOf } from "#app/features/payouts/earnings.server.ts";
import { nextEvents } from "#app/features/payouts/next-events.server.ts";
import { env } from "#app/lib/env.server.ts";
import { themeOf } from "#app/lib/http-theme.server.ts";
import { localeOf } from "#app/lib/i18n.server.ts";
import { titleOf } from "#app/lib/i18n-title.ts";
import { usePlaces, useShellTexts } from "#app/root-places.tsx";
import { Footer, Strip, Tools } from "#app/root-tools.tsx";
import styles from "./styles.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "icon", href: "/favicon.ico", sizes: "32x32" },
  { rel: "apple-touch-icon", href: "/icon-180.png" },
  { rel: "manifest", href: "/site.webmanifest" },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const [locale, theme, member, chain] = await Promise.all([
    localeOf(request),
    themeOf(request),
    findMember(request),
    findSiteChain(),
  ]);
  const [earnings, next] = await Promise.all([
    member ? earningsOf(member.address) : null,
    env().LOCAL_TRIAL ? nextEvents() : null,
  ]);
  return { locale, theme, member, chain, earnings, next, localTrial: env().LOCAL_TRIAL };
}

export function Layout({ children }: { children: ReactNode }) {
  const loaded = useRouteLoaderData<typeof loader>("root");
  const { t, i18n } = useTranslation("site");
  const theme = useTheme(loaded?.theme ?? "system");
  const title = titleOf(useMatches());
  const name = title && ("key" in title ? t(title.key) : title.text);
  const nonce = useContext(NonceContext);
  return (
    <html lang={i18n.language} data-theme={theme === "system" ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{name ? `${name} · ${t("name")}` : t("name")}</title>
        <meta name="description" content={t("tagline")} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const loaded = useRouteLoaderData<typeof loader>("root");
  const places = usePlaces(loaded?.member?.roles ?? []);
  const { texts, keys } = useShellTexts();
  return (
    <Shell
      places={places}
      texts={texts}
      keys={keys}
      tools={
        <Tools
          member={loaded?.member ?? null}
          earnings={loaded?.earnings ?? null}
          chain={loaded?.chain ?? null}
          hasDemoWallet={loaded?.localTrial ?? false}
          theme={loaded?.theme ?? "system"}
        />
      }
      strip={loaded?.next ? <Strip next={loaded.next} /> : null}
      footer={<Footer />}
    >
      {children}
    </Shell>
  );
}

export default function Root() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  return (
    <Frame>
      <RouteProblem />
    </Frame>
  );
}
