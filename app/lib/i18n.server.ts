import { createCookie } from "@remix-run/node";
import { RemixI18Next } from "remix-i18next/server";
import { env } from "#app/lib/env.server.ts";
import { knownLocale, type Locale, locales } from "#app/lib/i18n.ts";

export const localeCookie = createCookie("praca-locale", {
  path: "/",
  sameSite: "lax",
  httpOnly: true,
  secure: env().SITE_ORIGIN.startsWith("https:"),
  maxAge: 31_536_000,
});

const detection = new RemixI18Next({
  detection: {
    supportedLanguages: [...locales],
    fallbackLanguage: "en",
    cookie: localeCookie,
    order: ["cookie", "header"],
  },
});

/** The visitor's choice, else the first of their browser's languages that we speak, else English. */
export async function localeOf(request: Request): Promise<Locale> {
  return knownLocale(await detection.getLocale(request));
}
