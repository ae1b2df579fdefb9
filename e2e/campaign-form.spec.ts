// A requester's way to a campaign: a template, the task as people will see it, what it costs, a draft, a file of prompts.
import { expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { memberOf, newcomer, own, signIn } from "./people.ts";
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
  await chooseRecipe(page);
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

const leasedSchema = z.looseObject({
  leases: z.array(
    z.looseObject({
      recipe: z.looseObject({ name: z.string() }),
      params: z.looseObject({ temperature: z.number() }),
      slots: z.array(z.number()),
    }),
  ),
});

test("a lease for a campaign with a recipe is of one variant, and says so", async () => {
  const writer = await memberOf(newcomer());
  const data = { campaignId: "ranked-answers", models: ["praca/starter"], prompts: 1, candidates: 4 };
  const answer = await writer.post("/api/v1/generation/lease", { headers: own, data });
  const { leases } = leasedSchema.parse(await answer.json());
  const [lease] = leases;
  expect(lease?.recipe.name).toBe("variants/1");
  const variants = [
    { temperature: 0.6, slots: [0, 2] },
    { temperature: 1.1, slots: [1, 3] },
  ];
  expect(variants).toContainEqual({ temperature: lease?.params.temperature, slots: lease?.slots });
});

/** Two samples a prompt can't be of three variants. */
async function chooseRecipe(page: Page): Promise<void> {
  await page.getByLabel("Recipe for samples").selectOption({ label: "Several temperatures or models" });
  await page.getByRole("group", { name: "Variant 2" }).getByLabel("Its temperature").fill("1.3");
  await page.getByRole("button", { name: "Add a variant" }).click();
  await page.getByRole("button", { name: "Make the draft" }).click();
  await expect(page.getByText("More variants than samples per prompt.")).toBeVisible();
  await page.getByRole("button", { name: "Take the last one away" }).click();
  await expect(page.getByText("More variants than samples per prompt.")).toBeHidden();
}

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
  const made = page.locator("section").filter({ hasText: "How samples are made" });
  await expect(made.getByRole("listitem")).toHaveText([
    "any of its models, temperature 0.5",
    "any of its models, temperature 1.3",
  ]);

  const path = new URL(page.url()).pathname;
  await page.context().clearCookies();
  expect((await page.request.get(path)).status()).toBe(404);
}
