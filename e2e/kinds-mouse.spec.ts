// Every kind of task by mouse: chosen, dragged, selected, typed; flagged, skipped, taken back.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { openTasks, recordedBy } from "./judging.ts";
import { newcomer, signIn } from "./people.ts";
import { comparisons, putFreshTasksFirst } from "./queue.ts";

test("somebody with a mouse answers a task of each kind", async ({ page }) => {
  await signIn(page.request, newcomer());

  await test.step("prefer: the differences are marked, and an answer is changed", async () => {
    // One answer never decides a fresh task: it can still be changed.
    await putFreshTasksFirst(1);
    await openTasks(page, `campaign=${comparisons}&kind=prefer`);
    await page.getByRole("button", { name: /^Differences/ }).click();
    await expect(page.getByRole("region", { name: "Answer A" }).locator("mark").first()).toBeVisible();
    const given = await recordedBy(page, () => page.getByRole("button", { name: /^A better/ }).click());
    expect(given.answer).toEqual({ choice: "a" });
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect(page.getByText("This is your answer from before.")).toBeVisible();
    await page.getByRole("button", { name: /^Tie/ }).click();
    await expect(page.getByText("Changed.", { exact: true })).toBeVisible();
  });

  await test.step("rank: samples are dragged to a tier and below the line", async () => {
    await openTasks(page, "kind=rank");
    await dragTo(page, handle(page, "B"), page.getByRole("region", { name: "Tier 1" }));
    await dragTo(page, handle(page, "A"), page.getByRole("region", { name: "Unacceptable" }));
    await expect(page.getByRole("status").filter({ hasText: "Answer A: Unacceptable" })).toBeAttached();
    const { answer } = await recordedBy(page, () => page.getByRole("button", { name: /^Send the ranking/ }).click());
    expect(answer).toEqual({ tiers: [[expect.any(String)]], unacceptable: [expect.any(String)] });
  });

  await test.step("rate: a point on one scale, and that the other can't be told", async () => {
    await openTasks(page, "kind=rate");
    const send = page.getByRole("button", { name: /^Send the ratings/ });
    await page
      .getByRole("group", { name: "Correct" })
      .getByRole("radio", { name: /right but for a detail/ })
      .check();
    await send.click();
    await expect(page.getByRole("alert")).toContainText("Rate every scale");
    await page.getByRole("group", { name: "Tone" }).getByRole("radio", { name: "Can’t tell" }).check();
    expect((await recordedBy(page, () => send.click())).answer).toEqual({ scores: { correct: 4 } });
  });

  await test.step("label: a word is selected and marked, and the task is flagged", async () => {
    await openTasks(page, "kind=label");
    const text = page.getByRole("region", { name: "Text" });
    const content = (await text.textContent()) ?? "";
    await text
      .locator("[data-start]")
      .first()
      .dblclick({ position: { x: 4, y: 8 } });
    await page.getByRole("button", { name: /^Garbled words/ }).click();
    await expect(page.getByRole("list", { name: "Marked words" }).getByRole("listitem")).toHaveCount(1);
    await page.getByRole("button", { name: /^Something is missing/ }).click();
    await page.getByRole("button", { name: /^Flag/ }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Broken text/ })
      .click();
    const given = await recordedBy(page, () => page.getByRole("button", { name: /^Send the labels/ }).click());
    const first = /^\S+?(?=[\s.,:;!?]|$)/.exec(content)?.[0] ?? "";
    expect(given).toMatchObject({
      answer: { labels: ["garbled", "incomplete"], spans: [{ start: 0, end: first.length, label: "garbled" }] },
      flag: "broken",
    });
  });

  await test.step("edit: too little is refused, a rewrite shows its difference", async () => {
    await openTasks(page, "kind=edit");
    const field = page.getByRole("textbox", { name: "Your rewrite" });
    const send = page.getByRole("button", { name: /^Send the text/ });
    await send.click();
    await expect(page.getByRole("alert")).toContainText("words more");
    await field.fill("Seven quite different words stand here now.");
    await expect(page.getByRole("region", { name: "What you changed" }).locator("ins").first()).toBeVisible();
    const { answer } = await recordedBy(page, () => send.click());
    expect(answer).toEqual({ text: "Seven quite different words stand here now." });
  });

  await test.step("a task is skipped with a reason, and the next is there", async () => {
    const skipped = page.waitForResponse((response) => response.url().endsWith("/skip") && response.ok());
    await page.getByRole("button", { name: /^Skip/ }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^I would rather not read this/ })
      .click();
    await skipped;
    await expect(page.getByRole("dialog")).toBeHidden();
  });
});

function handle(page: Page, name: string): Locator {
  return page.locator(`[data-handle="${name}"]`);
}

async function dragTo(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.hover();
  await page.mouse.down();
  const place = await to.boundingBox();
  if (!place) throw new Error("there is somewhere to drop");
  const end = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  await page.mouse.move(end.x, end.y - 12, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 2 });
  await expect(to).toHaveAttribute("data-over");
  await page.mouse.up();
}
