// Saves pictures of every page: npx tsx e2e/pictures.ts FOLDER, with E2E_DIR and E2E_PORT of a local trial that runs.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { listPages } from "./pages.ts";
import { demoPerson, signIn } from "./people.ts";
import { origin } from "./site.ts";

const desktop = { width: 1280, height: 800 };
const looks: Record<string, BrowserContextOptions> = {
  light: { viewport: desktop, colorScheme: "light" },
  dark: { viewport: desktop, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "light", hasTouch: true, isMobile: true },
  "phone-dark": { viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true, isMobile: true },
  "pt-BR": { viewport: desktop, colorScheme: "light", locale: "pt-BR" },
  id: { viewport: desktop, colorScheme: "light", locale: "id" },
};

async function main([folder = "test-results/pictures", only]: Array<string>): Promise<void> {
  const { CHROMIUM_PATH: executablePath } = process.env;
  const browser = await chromium.launch(executablePath ? { executablePath } : {});
  for (const [look, options] of Object.entries(looks)) {
    if (only && look !== only) continue;
    mkdirSync(path.join(folder, look), { recursive: true });
    await takeAll(browser, options, path.join(folder, look));
  }
  await browser.close();
}

async function takeAll(browser: Browser, options: BrowserContextOptions, folder: string): Promise<void> {
  const context = await browser.newContext({ baseURL: origin, locale: "en-US", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  for (const place of await listPages(context.request)) await take(page, place, folder, "");
  for (const [person, places] of [
    ["contributor-1", ["/judge", "/generate", "/earnings"]],
    ["requester", ["/campaigns/short-helpful-answers"]],
    ["reviewer", ["/review"]],
  ] as const) {
    await signIn(context.request, demoPerson(person));
    for (const place of places) await take(page, place, folder, person);
  }
  await context.close();
}

async function take(page: Page, place: string, folder: string, who: string): Promise<void> {
  await page.goto(place, { waitUntil: "networkidle" });
  const name = [...place.split("/").filter(Boolean), who].filter(Boolean).join("-") || "home";
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}

await main(process.argv.slice(2));
