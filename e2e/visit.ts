import { expect, type Page, type Response } from "@playwright/test";

/** Opens a page and waits until it listens: on a busy machine its buttons are drawn seconds before. */
export async function visit(page: Page, path: string): Promise<Response | null> {
  const answer = await page.goto(path);
  await waitUntilItListens(page);
  return answer;
}

export async function waitUntilItListens(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(() =>
          Object.keys(document.querySelector("header button") ?? {}).some((key) => key.startsWith("__react")),
        ),
      { timeout: 60_000, intervals: [100] },
    )
    .toBe(true);
}
