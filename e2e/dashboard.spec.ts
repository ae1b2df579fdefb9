// A requester reads what the closed tasks of a campaign say; which model people prefer is there for everybody.
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { demoPerson, memberOf, newcomer, signIn } from "./people.ts";
import { visit } from "./visit.ts";

const dashboard = "/campaigns/short-helpful-answers/dashboard";

test("a requester reads progress, cost, agreement and the disagreements of a campaign", async ({ page }) => {
  await signIn(page.request, demoPerson("requester"));
  await visit(page, "/campaigns/short-helpful-answers");
  const main = page.getByRole("main");
  await main.getByRole("link", { name: "Dashboard" }).click();
  await expect(page).toHaveURL(dashboard);
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();

  const cost = main.getByRole("region", { name: "What the rest will cost" });
  await expect(cost.getByRole("row", { name: /^Comparisons/ })).toContainText("PRACA");
  await expect(main.getByText(/^Krippendorff’s alpha/).first()).toBeVisible();
  await expect(main.getByText(/^-?\d\.\d\d \(-?\d\.\d\d to \d\.\d\d\)$/).first()).toBeVisible();

  const people = main.getByRole("region", { name: "Contributors" });
  expect(await people.getByRole("row").count()).toBeGreaterThan(2);

  const disagreement = main
    .getByRole("listitem")
    .filter({ hasText: /outcome .* probable/ })
    .first();
  await disagreement.getByText(/outcome .* probable/).click();
  await expect(disagreement.getByRole("region", { name: /A/ }).first()).toBeVisible();
  await expect(disagreement.getByText(/A better|B better|Tie|Both bad/).first()).toBeVisible();
});

test("nobody but the requester reads it", async ({ page }) => {
  const stranger = await memberOf(newcomer());
  expect((await stranger.get(dashboard)).status()).toBe(404);
  await stranger.dispose();
  expect((await visit(page, dashboard))?.status()).toBe(401);
});

const ratingsSchema = z.object({ items: z.array(z.unknown()), nextCursor: z.null(), votes: z.number() });

test("where one model wrote everything, the ratings say that there is nothing to compare", async ({ page }) => {
  await visit(page, "/pay-rule");
  await page.getByRole("contentinfo").getByRole("link", { name: "Model ratings" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Model ratings" })).toBeVisible();
  await page.getByRole("combobox", { name: "Campaign" }).selectOption({ label: "Short helpful answers" });
  await expect(page).toHaveURL("/models?campaign=short-helpful-answers");
  await expect(page.getByText("There is nothing to compare")).toBeVisible();
  const href = await page.getByRole("link", { name: "The same as JSON" }).getAttribute("href");
  const answer = await page.request.get(href ?? "");
  expect(ratingsSchema.parse(await answer.json())).toMatchObject({ items: [], votes: 0 });
  const missing = await page.request.get("/models/praca/starter/missing.json");
  expect([missing.status(), await missing.text()]).toEqual([404, "not found"]);
});
