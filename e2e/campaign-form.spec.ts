// A requester's way to a campaign: a template, the task as people will see it, what it costs, a draft, a file of prompts.
import { expect, type Page, test } from "@playwright/test";
import { newcomer, signIn } from "./people.ts";
import { visit } from "./visit.ts";

const file = [
  "\ufeffprompt,language",
  '"What should I pack, please?",en',
  'a 5" nail,en',
  "Quem canta?,pt-BR",
  "=cmd(),en",
  "",
].join("\r\n");

test("a template becomes a draft, and a CSV its prompts, each bad line named", async ({ page }) => {
  await signIn(page.request, newcomer());
  await visit(page, "/campaigns/new");
  await page.getByRole("button", { name: "Rubric ratings" }).click();
  await expect(page.getByLabel("Title")).toHaveValue("Answers rated on a rubric");
  const preview = page.getByRole("region").or(page.locator("section")).filter({ hasText: "As people will see it" });
  await expect(preview.getByText("Correctness", { exact: true })).toBeVisible();

  await page.getByLabel("What is rated").first().fill("Truth");
  await expect(preview.getByText("Truth", { exact: true })).toBeVisible();
  await typeAndBeCorrected(page);

  await page.getByRole("button", { name: "Make the draft" }).click();
  await expect(page).toHaveURL(/\/edit/);
  await expect(page.getByText("0 prompts so far.")).toBeVisible();

  await page.getByLabel("File of prompts").setInputFiles({
    name: "prompts.csv",
    mimeType: "application/vnd.ms-excel",
    buffer: Buffer.from(file),
  });
  await page.getByRole("button", { name: "Import prompts" }).click();
  await expect(page.getByText("2 added, 0 there already, 2 not taken.")).toBeVisible();
  const bad = page.getByRole("table", { name: "Lines that were not taken" });
  await expect(bad.getByRole("row").nth(1)).toContainText(/^3\s*a quotation mark/);
  await expect(bad.getByRole("row").nth(2)).toContainText(/^4\s*a language that the campaign does not have/);
  await expect(page.getByText("2 prompts so far.")).toBeVisible();

  await seeTheDraft(page);
});

/** A price that is none is named beside its field; what was typed survives a reload. */
async function typeAndBeCorrected(page: Page): Promise<void> {
  const price = page.getByLabel("Price of an answer in PRACA");
  await price.fill("a lot");
  await page.getByRole("button", { name: "Make the draft" }).click();
  await expect(price).toBeFocused();
  await expect(price).toHaveAccessibleDescription("Write an amount above zero, such as 0.02.");
  await price.fill("0.05");
  await page.getByLabel("For how many prompts").fill("10");
  // Two samples at 0.011; two tasks of up to five answers, one of gold, at 0.055.
  await expect(page.getByRole("status").filter({ hasText: "Together" })).toContainText("6.27 PRACA");
  await expect.poll(() => page.evaluate(() => localStorage.getItem("praca-new-campaign"))).toContain("0.05");
  await page.reload();
  await expect(page.getByText("it was kept in this browser")).toBeVisible();
  await expect(price).toHaveValue("0.05");
}

async function seeTheDraft(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Answers rated on a rubric" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Answers rated on a rubric" })).toBeVisible();
  await expect(page.getByText("0 of 4 samples accepted")).toBeVisible();
  await expect(page.getByText("Everybody with a wallet, newcomers too.")).toBeVisible();
  await expect(page.getByText("A draft that only you see.")).toBeVisible();

  const path = new URL(page.url()).pathname;
  await page.context().clearCookies();
  expect((await page.request.get(path)).status()).toBe(404);
}
