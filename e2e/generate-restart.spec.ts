// A job that does not end well goes on: the tab is closed in the middle of it, two tabs do it at once, and a stop is a stop.
import { type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import { z } from "zod";
import { newcomer, signIn } from "./people.ts";
import { visit, waitUntilItListens } from "./visit.ts";

const sentSchema = z.object({ leaseId: z.string(), samples: z.array(z.object({ seed: z.number() })) });
const toldSchema = z.object({ rows: z.array(z.object({ index: z.number(), tokens: z.number() })) });

test("a tab that is closed in the middle loses only what was half written, and nothing is done twice", async ({
  page,
  context,
}) => {
  await signIn(context.request, newcomer());
  const taken = watchTaken(context);
  await startSlowly(page, "50 tokens/s");
  // Sent is a prompt whose texts are all finished: one that waits says that the tab dies within a prompt.
  await expect(rows(page).filter({ hasText: "Waits to be sent" }).first()).toBeVisible({ timeout: 60_000 });
  await page.close();
  const before = [...taken];

  const again = await context.newPage();
  await visit(again, "/generate");
  await expect.poll(() => taken.length).toBeGreaterThan(before.length);
  await expect(again.getByText("in this browser and")).toHaveCount(0);
  const kept = taken.length;
  await setPace(again, "As fast as it goes");
  await again.getByLabel("Stop after").selectOption({ label: "8 texts" });
  await again.getByRole("button", { name: /^Start/ }).click();
  await expect.poll(() => taken.length, { timeout: 60_000 }).toBe(kept + 8);

  expect(new Set(taken).size).toBe(taken.length);
  // The prompt of the closed tab came first: its four texts are whole, some drawn before and some after.
  const [lease] = taken[before.length]?.split(" ") ?? [];
  expect(taken.filter((sample) => sample.startsWith(`${lease} `))).toHaveLength(4);
  await expect(again.getByText("in this browser and")).toHaveCount(0);
});

test("two tabs share the work of a member, and do no text twice", async ({ page, context }) => {
  await signIn(context.request, newcomer());
  const taken = watchTaken(context);
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await visit(tab, "/generate");
    await tab.getByLabel("Stop after").selectOption({ label: "8 texts" });
  }
  for (const tab of [page, other]) await tab.getByRole("button", { name: /^Start/ }).click();
  for (const tab of [page, other]) {
    await expect(tab.getByText("Stopped. What was finished has been handed over")).toBeVisible({ timeout: 90_000 });
    await expect(rows(tab)).toHaveCount(8);
  }
  await expect.poll(() => taken.length).toBe(16);
  expect(new Set(taken).size).toBe(16);
});

test("a stop is heard within a token", async ({ page }) => {
  await page.addInitScript(listenToWorkers);
  await startSlowly(page, "10 tokens/s");
  await expect(
    rows(page)
      .filter({ hasText: /[2-9] tokens/ })
      .first(),
  ).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: /^Stop/ }).click();
  await expect(page.getByRole("button", { name: /^Start/ })).toBeEnabled();

  const { told, stoppedAt } = await page.evaluate(() => Reflect.get(window, "journeyTold"));
  const messages = z.array(toldSchema).parse(told);
  const longest = (some: typeof messages) => Math.max(...some.flatMap((one) => one.rows.map(({ tokens }) => tokens)));
  const stop = z.number().int().positive().parse(stoppedAt);
  // A text would have grown to some dozens: one token may be on its way here, and one be drawn while the stop is on its way there.
  expect(longest(messages)).toBeLessThanOrEqual(longest(messages.slice(0, stop)) + 2);
});

test("the server goes away in the middle: what is leased is written, kept, and sent once it is back", async ({
  page,
  context,
}) => {
  await signIn(context.request, newcomer());
  const taken = watchTaken(context);
  await startSlowly(page, "200 tokens/s");
  await expect(
    rows(page)
      .filter({ hasText: /[2-9] tokens/ })
      .first(),
  ).toBeVisible({ timeout: 60_000 });
  const asked = page.waitForEvent("requestfailed", (request) => request.url().includes("/next-events"));
  await context.setOffline(true);
  await expect(page.getByText("The server does not answer.")).toBeVisible({ timeout: 60_000 });
  await asked;
  await expect(rows(page).filter({ hasText: "Waits to be sent" }).first()).toBeVisible();
  const before = taken.length;
  await context.setOffline(false);
  await expect.poll(() => taken.length).toBeGreaterThan(before);
  await expect(page.getByText("The server does not answer.")).toHaveCount(0);
  expect(new Set(taken).size).toBe(taken.length);
});

test("a worker that dies is followed by another, which goes on after the last finished text", async ({
  page,
  context,
}) => {
  await signIn(context.request, newcomer());
  const taken = watchTaken(context);
  await page.addInitScript(killFirstWorker);
  await visit(page, "/generate");
  await page.getByLabel("Stop after").selectOption({ label: "8 texts" });
  await page.getByRole("button", { name: /^Start/ }).click();
  await expect.poll(() => taken.length, { timeout: 90_000 }).toBe(8);
  expect(new Set(taken).size).toBe(8);
  expect(await page.evaluate(() => Reflect.get(window, "journeyDeaths"))).toBe(1);
  await expect(rows(page)).toHaveCount(8);
});

test("what an older version of the page kept is sent, and then let go", async ({ page }) => {
  const wallet = newcomer();
  await signIn(page.request, wallet);
  await visit(page, "/leaderboard");
  await page.evaluate(keepAsBefore, wallet.address);
  const sending = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/samples"));
  await visit(page, "/generate");
  expect(sentSchema.parse((await sending).postDataJSON())).toEqual({ leaseId: "of-long-ago", samples: [{ seed: 7 }] });
  await page.reload();
  await waitUntilItListens(page);
  await expect(page.getByText("in this browser and")).toHaveCount(0);
});

/** Runs in the page: a finished text as the first version stored it. Its lease is one that the site does not know. */
function keepAsBefore(address: string): Promise<void> {
  const sample = { seed: 7, tokenIds: [1], text: "Boots.", finishReason: "stop", tokensPerSecond: 9 };
  const request = { leaseId: "of-long-ago", backend: "wasm", dtype: "fp32", samples: [sample] };
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("praca-generation", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("unsent").createIndex("address", "address");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const putting = opening.result.transaction("unsent", "readwrite");
      putting.objectStore("unsent").put({ address, request }, "old");
      putting.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}

/** Runs in the page before any script of it: what a worker tells of growing rows, and after how much of that it was stopped. */
function listenToWorkers(): void {
  const record: { told: Array<unknown>; stoppedAt: number } = { told: [], stoppedAt: 0 };
  Reflect.set(window, "journeyTold", record);
  window.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      this.addEventListener("message", ({ data }) => data.type === "rows" && record.told.push(data));
    }
    override postMessage(message: unknown): void {
      if (JSON.stringify(message).includes('"stop"')) record.stoppedAt = record.told.length;
      super.postMessage(message);
    }
  };
}

/** Runs in the page before any script of it: the first worker that has finished a text is gone at once, as after a crash. */
function killFirstWorker(): void {
  Reflect.set(window, "journeyDeaths", 0);
  window.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        if (data.type !== "row" || Reflect.get(window, "journeyDeaths") > 0) return;
        Reflect.set(window, "journeyDeaths", 1);
        this.terminate();
        this.dispatchEvent(new ErrorEvent("error", { message: "The worker is gone." }));
      });
    }
  };
}

/** So slowly that a row takes seconds: the middle of a job is long enough to be met. */
async function startSlowly(page: Page, pace: string): Promise<void> {
  await visit(page, "/generate");
  await setPace(page, pace);
  await page.getByRole("button", { name: /^Start/ }).click();
}

async function setPace(page: Page, pace: string): Promise<void> {
  await page.getByText("Settings", { exact: true }).click();
  await page.getByLabel("Speed limit").selectOption({ label: pace });
}

/** Lease and seed of each sample that the site took in, from any tab. */
function watchTaken(context: BrowserContext): Array<string> {
  const taken: Array<string> = [];
  context.on("response", (response) => {
    const request = response.request();
    if (request.method() !== "POST" || response.status() !== 201) return;
    if (new URL(response.url()).pathname !== "/api/v1/generation/samples") return;
    const { leaseId, samples } = sentSchema.parse(request.postDataJSON());
    taken.push(...samples.map(({ seed }) => `${leaseId} ${seed}`));
  });
  return taken;
}

function rows(page: Page): Locator {
  return page.getByRole("region", { name: "Texts being written" }).getByRole("listitem");
}
