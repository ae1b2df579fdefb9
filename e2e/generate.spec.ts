// A model writes in the browser: on the processor for a campaign, stopped, failing, and while the server can't be reached.
import { expect, type Locator, type Page, type Response, test } from "@playwright/test";
import { z } from "zod";
import { newcomer, signIn } from "./people.ts";
import { visit } from "./visit.ts";

const sentSchema = z.object({ leaseId: z.string(), backend: z.string(), samples: z.array(z.object({})) });
const takenSchema = z.object({ results: z.array(z.object({ state: z.string(), sampleId: z.string().optional() })) });
const earnedSchema = z.object({ items: z.array(z.object({ kind: z.string(), sample: z.string().nullable() })) });

const samplesCall = "**/api/v1/generation/samples";

test("on the processor, two prompts get four candidates each, and they arrive as samples", async ({ page }) => {
  await signIn(page.request, newcomer());
  const taken = watchTaken(page);
  await visit(page, "/generate");
  await page.getByLabel("Stop after").selectOption({ label: "8 texts" });
  // Where it will run is told before anything is loaded.
  await expect(page.getByText("WASM on your processor")).toBeVisible();
  await page.getByRole("button", { name: /^Start/ }).click();
  await expect(rows(page)).toHaveCount(8, { timeout: 120_000 });
  await expect.poll(() => taken.length, { timeout: 60_000 }).toBe(2);

  for (const { backend, samples, results } of taken) {
    expect(backend).toBe("wasm");
    expect(samples).toBe(4);
    expect(results.map(({ sampleId }) => typeof sampleId)).toEqual(Array(4).fill("string"));
  }
  expect(new Set(taken.map(({ leaseId }) => leaseId)).size).toBe(2);
  await expect(page.getByText("Being checked")).toHaveCount(0, { timeout: 60_000 });
  await expect(rows(page).filter({ hasText: "Accepted" }).first()).toBeVisible();

  const ids = taken.flatMap(({ results }) => results.map(({ sampleId }) => sampleId));
  const { items } = earnedSchema.parse(await (await page.request.get("/api/v1/earnings/entries?limit=200")).json());
  expect(items.filter(({ sample }) => ids.includes(sample ?? "")).length).toBe(8);
});

test("writing is stopped by a key, and what was finished is handed over", async ({ page }) => {
  await signIn(page.request, newcomer());
  await visit(page, "/generate");
  await page.getByRole("button", { name: /^Start/ }).click();
  await expect(
    rows(page)
      .filter({ hasText: /Being checked|Accepted|Not paid/ })
      .first(),
  ).toBeVisible({ timeout: 120_000 });
  await page.keyboard.press("Space");
  await expect(page.getByText("Stopped. What was finished has been handed over")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Start/ })).toBeEnabled();
});

test("a worker that fails to load says so, and starts on a second try", async ({ page }) => {
  await page.route("**/models/praca/starter/**", (route) => route.abort());
  await visit(page, "/generate");
  await page.getByRole("button", { name: /^Start/ }).click();
  await expect(page.getByText("The model could not be loaded.")).toBeVisible({ timeout: 60_000 });

  await page.unroute("**/models/praca/starter/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(rows(page).filter({ hasText: "Not sent" }).first()).toBeVisible({ timeout: 90_000 });
});

test("samples that can't be sent are kept in the browser, and sent later", async ({ page }) => {
  await signIn(page.request, newcomer());
  await page.route(samplesCall, (route) => (route.request().method() === "POST" ? route.abort() : route.fallback()));
  await visit(page, "/generate");
  await page.getByLabel("Stop after").selectOption({ label: "8 texts" });
  await page.getByRole("button", { name: /^Start/ }).click();
  // Without an answer it goes on with what it has leased.
  await expect(page.getByText("8 texts wait in this browser")).toBeVisible({ timeout: 90_000 });

  const taken = watchTaken(page);
  await page.unroute(samplesCall);
  await page.reload();
  await expect.poll(() => taken.length).toBe(2);
  expect(taken.flatMap(({ results }) => results).filter(({ sampleId }) => sampleId)).toHaveLength(8);
  await expect(page.getByText("wait in this browser")).toHaveCount(0);
});

type Taken = { leaseId: string; backend: string; samples: number; results: z.infer<typeof takenSchema>["results"] };

/** What the site took in, as its answers come. */
function watchTaken(page: Page): Array<Taken> {
  const taken: Array<Taken> = [];
  page.on("response", async (response: Response) => {
    const request = response.request();
    if (request.method() !== "POST" || response.status() !== 201) return;
    if (new URL(response.url()).pathname !== "/api/v1/generation/samples") return;
    const { leaseId, backend, samples } = sentSchema.parse(request.postDataJSON());
    taken.push({
      leaseId,
      backend,
      samples: samples.length,
      results: takenSchema.parse(await response.json()).results,
    });
  });
  return taken;
}

function rows(page: Page): Locator {
  return page.getByRole("region", { name: "Texts being written" }).getByRole("listitem");
}
