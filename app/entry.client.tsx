import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { knownLocale, translator } from "#app/lib/i18n.ts";

async function hydrate(): Promise<void> {
  const i18n = await translator(knownLocale(document.documentElement.lang));
  await pageData();
  startTransition(() => {
    hydrateRoot(
      document,
      <I18nextProvider i18n={i18n}>
        <StrictMode>
          <RemixBrowser />
        </StrictMode>
      </I18nextProvider>,
    );
  });
}

/**
 * Remix decodes the page's data when it is first drawn, and suspends meanwhile with no boundary round it. A key or a click in
 * that moment makes React hydrate at once, which then fails for good (its error 345). So it is drawn once for nothing before:
 * it throws the promise that is to be waited for, ahead of any hook.
 */
async function pageData(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (decoding) {
    await decoding;
  }
}

void hydrate();
