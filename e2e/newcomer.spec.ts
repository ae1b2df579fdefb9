// Somebody who has never been here: sees what the place is, signs in with the demo wallet, changes the language, leaves.
import { expect, test } from "@playwright/test";
import { demoPerson } from "./people.ts";
import { visit, waitUntilItListens } from "./visit.ts";

test("a newcomer sees what the place is, and that this is a local trial", async ({ page }) => {
  await visit(page, "/");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toContainText("Make AI training data in your browser");
  for (const role of ["Generate", "Judge", "Request"]) {
    await expect(main.getByRole("heading", { level: 3, name: role })).toBeVisible();
  }
  await expect(page.getByText("This is a local trial")).toBeVisible();
  await main.getByRole("link", { name: "How pay works" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "How pay works" })).toBeVisible();
});

test("a newcomer has two answers written in this tab, and picks one", async ({ page }) => {
  await visit(page, "/");
  const trial = page.getByRole("region", { name: "Try it in this tab" });
  await trial.getByRole("button", { name: "Let it write two answers" }).click();
  await trial.getByRole("button", { name: "A is better" }).click({ timeout: 120_000 });
  await expect(trial.getByText("You preferred A.")).toBeVisible();
});

test("a newcomer signs in with the demo wallet, and out again", async ({ page }) => {
  const { address } = demoPerson("contributor-1");
  await visit(page, "/");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("button", { name: /Demo wallet/ }).click();
  await page.getByRole("button", { name: /^Ana/ }).click();
  const question = page.getByRole("dialog", { name: "Sign this message?" });
  await expect(question).toContainText(address);
  await question.getByRole("button", { name: "Sign" }).click();

  const wallet = page.getByRole("button", { name: `Your wallet, ${address}` });
  await expect(wallet).toBeVisible();
  const session = await page.request.get("/api/v1/auth/session");
  expect(await session.json()).toMatchObject({ address });

  await wallet.click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
  expect((await page.request.get("/api/v1/auth/session")).status()).toBe(401);
});

test("who refuses to sign is told that nothing happened", async ({ page }) => {
  await visit(page, "/");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("button", { name: /Demo wallet/ }).click();
  await page.getByRole("button", { name: /^Budi/ }).click();
  await page.getByRole("button", { name: "Refuse" }).click();
  await expect(page.getByText("You refused in your wallet, so you are not signed in.")).toBeVisible();
});

test("a newcomer reads the place in Portuguese and Indonesian", async ({ page }) => {
  await visit(page, "/pay-rule");
  for (const [tag, name, title] of [
    ["pt-BR", "Language", "Como funciona o pagamento"],
    ["id", "Idioma", "Cara kerja pembayaran"],
    ["en", "Bahasa", "How pay works"],
  ] as const) {
    await page.getByRole("combobox", { name }).selectOption(tag);
    await expect(page.locator("html")).toHaveAttribute("lang", tag);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await waitUntilItListens(page);
  }
});
