import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";

export const locales = ["en", "pt-BR", "id"] as const;
export type Locale = (typeof locales)[number];

export function knownLocale(tag: string | null | undefined): Locale {
  return locales.find((locale) => locale === tag) ?? "en";
}

// One chunk a language: a page loads its own and no other.
const catalogues: Record<Locale, () => Promise<{ catalogue: Record<string, object> }>> = {
  en: () => import("../locales/en/catalogue.ts"),
  "pt-BR": () => import("../locales/pt-BR/catalogue.ts"),
  id: () => import("../locales/id/catalogue.ts"),
};

/** A translator of its own a request or page, with the whole catalogue of one language. */
export async function translator(locale: Locale): Promise<i18n> {
  const { catalogue } = await catalogues[locale]();
  const instance = createInstance();
  await instance.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    supportedLngs: [...locales],
    resources: { [locale]: catalogue },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}
