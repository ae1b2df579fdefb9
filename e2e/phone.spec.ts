// Every page on a phone: nothing to scroll sideways, nothing that an assistive technology trips over, nothing untranslated.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { listPages } from "./pages.ts";
import { demoPerson, signIn } from "./people.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test("each page fits a phone and can be used by everybody, in light and in dark", async ({ page }) => {
  test.setTimeout(400_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await visitAll(page, async (path) => {
    expect.soft(await overflow(page), `${path} scrolls sideways`).toBeLessThanOrEqual(0);
    expect.soft(await rawKeys(page), `${path} shows a key instead of a text`).toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
    expect.soft(await seriousViolations(new AxeBuilder({ page })), `${path} in light`).toEqual([]);
    // Only colours change with the scheme.
    await page.emulateMedia({ colorScheme: "dark" });
    const contrast = new AxeBuilder({ page }).withRules(["color-contrast"]);
    expect.soft(await seriousViolations(contrast), `${path} in dark`).toEqual([]);
  });
});

for (const locale of ["pt-BR", "id"] as const) {
  test.describe(() => {
    test.use({ locale });
    test(`each page speaks ${locale} and fits a phone with it`, async ({ page }) => {
      test.setTimeout(400_000);
      await visitAll(page, async (path) => {
        await expect.soft(page.locator("html"), path).toHaveAttribute("lang", locale);
        expect.soft(await rawKeys(page), `${path} shows a key instead of a text`).toEqual([]);
        expect.soft(await overflow(page), `${path} scrolls sideways`).toBeLessThanOrEqual(0);
      });
    });
  });
}

/** Signed out, then as the requester and as the reviewer, who are shown more. */
async function visitAll(page: Page, look: (path: string) => Promise<void>): Promise<void> {
  for (const path of await listPages(page.request)) await visit(page, path, look);
  await signIn(page.request, demoPerson("requester"));
  const dashboard = "/campaigns/short-helpful-answers/dashboard";
  for (const path of ["/earnings", "/judge", "/generate", dashboard]) await visit(page, path, look);
  await signIn(page.request, demoPerson("reviewer"));
  await visit(page, "/review", look);
}

async function visit(page: Page, path: string, look: (path: string) => Promise<void>): Promise<void> {
  const answer = await page.goto(path, { waitUntil: "domcontentloaded" });
  expect.soft(answer?.status(), path).toBe(200);
  await expect(page.getByRole("main")).not.toBeEmpty();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await look(path);
}

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function seriousViolations(axe: AxeBuilder): Promise<Array<string>> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Texts and labels that look like `some.key`; names of files are not meant. */
function rawKeys(page: Page): Promise<Array<string>> {
  return page.evaluate(() => {
    const texts: Array<string> = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof HTMLElement) {
        for (const name of ["aria-label", "title", "placeholder", "alt"]) texts.push(node.getAttribute(name) ?? "");
      } else if (!node.parentElement?.closest("script, style, pre, code")) texts.push(node.textContent ?? "");
    }
    const isKey = (text: string) => /^([a-zA-Z]+:)?[a-z][\w-]*(\.[\w-]+)+$/.test(text);
    const isFile = (text: string) => /\.(md|jsonl?|csv|parquet|onnx)$/.test(text);
    return texts.map((text) => text.trim()).filter((text) => isKey(text) && !isFile(text));
  });
}
