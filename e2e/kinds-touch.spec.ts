// Every kind of task on a phone, by touch: nothing to scroll sideways, nothing too small for a finger.
import { expect, type Locator, type Page, type Route, test } from "@playwright/test";
import { leaseResponseSchema } from "#app/features/tasks/api.ts";
import { openTasks, recordedBy } from "./judging.ts";
import { newcomer, signIn } from "./people.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("somebody with a phone answers a task of each kind", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page.request, newcomer());
  await page.emulateMedia({ reducedMotion: "reduce" });

  await test.step("prefer", async () => {
    await openTasks(page, "kind=prefer");
    await expectToFit(page);
    const { answer } = await recordedBy(page, () => page.getByRole("button", { name: /^Both bad/ }).tap());
    expect(answer).toEqual({ choice: "bad" });
  });

  await test.step("rank: one sample is dragged, another is put in its place from the list", async () => {
    await page.route(tasksLease, lengthenTexts);
    await openTasks(page, "kind=rank");
    await expectToFit(page);
    const last = page.getByRole("region", { name: "Not ranked" }).getByRole("article").last();
    const tier = page.getByRole("region", { name: "Tier 1" });
    await dragByTouch(page, last.locator("[data-handle]"), tier);
    const ranked = tier.getByRole("article");
    await expect(ranked).toHaveCount(1);
    await page.getByRole("combobox", { name: "Place of answer A" }).selectOption("Unacceptable");
    // A browser may swallow a tap that follows a drag within a blink: the finger tries again until the next task is there.
    const send = () =>
      expect(async () => {
        await page.getByRole("button", { name: /^Send the ranking/ }).tap();
        await expect(ranked).toHaveCount(0, { timeout: 1_000 });
      }).toPass();
    const { answer } = await recordedBy(page, send);
    expect(answer).toEqual({ tiers: [[expect.any(String)]], unacceptable: [expect.any(String)] });
    await page.unroute(tasksLease);
  });

  await test.step("rate", async () => {
    await openTasks(page, "kind=rate");
    await expectToFit(page);
    await page.getByRole("group", { name: "Correct" }).getByText("half right").tap();
    await page.getByRole("group", { name: "Tone" }).getByText("friendly").tap();
    const { answer } = await recordedBy(page, () => page.getByRole("button", { name: /^Send the ratings/ }).tap());
    expect(answer).toEqual({ scores: { correct: 3, tone: 4 } });
  });

  await test.step("label: words that were selected with the handles are marked", async () => {
    await openTasks(page, "kind=label");
    await expectToFit(page);
    await page.getByRole("region", { name: "Text" }).selectText();
    await page.getByRole("button", { name: /^Beside the request/ }).tap();
    const { answer } = await recordedBy(page, () => page.getByRole("button", { name: /^Send the labels/ }).tap());
    expect(answer).toEqual({ labels: ["beside"], spans: [{ start: 0, end: expect.any(Number), label: "beside" }] });
  });

  await test.step("edit", async () => {
    await openTasks(page, "kind=edit");
    await expectToFit(page);
    await page.getByRole("textbox", { name: "Your rewrite" }).fill("A phone writes at least six other words.");
    const { answer } = await recordedBy(page, () => page.getByRole("button", { name: /^Send the text/ }).tap());
    expect(answer).toEqual({ text: "A phone writes at least six other words." });
  });
});

const tasksLease = "**/api/v1/tasks/lease";
const fiveLines = "An answer of some length reaches over the next zones while it is dragged over them. "
  .repeat(2)
  .trim();

/** What counts is where the finger is, however long the text in its hand: all are long enough to reach over two zones. */
async function lengthenTexts(route: Route): Promise<void> {
  const answer = await route.fetch();
  const { leases, ...others } = leaseResponseSchema.parse(await answer.json());
  const long = leases.map((lease) => ({ ...lease, samples: lease.samples.map(({ id }) => ({ id, text: fiveLines })) }));
  await route.fulfill({ response: answer, json: { ...others, leases: long } });
}

/** Nothing to scroll sideways, and every control of the task is 44 px high. */
async function expectToFit(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(width, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
  const small = await page.getByRole("main").evaluate((main) =>
    [...main.querySelectorAll("button, select, label, textarea, [data-handle]")]
      .filter((control) => control.getBoundingClientRect().height > 0)
      .filter((control) => control.getBoundingClientRect().height < 44)
      .map(({ outerHTML }) => outerHTML.slice(0, 160)),
  );
  expect.soft(small, `${page.url()} has controls too small for a finger`).toEqual([]);
}

/** Both are in view at once: the last of what is not ranked lies next to the first tier. The finger is lifted where it shows its effect. */
async function dragByTouch(page: Page, from: Locator, to: Locator): Promise<void> {
  await to.evaluate((zone) => zone.scrollIntoView({ block: "center" }));
  const [start, place] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !place) throw new Error("there is something to drag, and somewhere to drop it");
  const finger = await page.context().newCDPSession(page);
  const x = start.x + start.width / 2;
  const y = start.y + start.height / 2;
  const end = place.y + place.height / 2;
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  for (const part of [0.25, 0.5, 0.75, 1]) {
    const touchPoints = [{ x, y: y + (end - y) * part }];
    await finger.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints });
  }
  await expect(to).toHaveAttribute("data-over");
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}
