// Every kind of task without a mouse; keys of one's own; a draft that outlives the page; answers without a connection.
import { expect, test } from "@playwright/test";
import { openTasks, recordedBy } from "./judging.ts";
import { newcomer, signIn } from "./people.ts";
import { visit } from "./visit.ts";

test("somebody with a keyboard alone answers a task of each kind", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page.request, newcomer());
  const press = async (...keys: Array<string>) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  await test.step("prefer: after the guidelines one key answers, by a key of one's own", async () => {
    await visit(page, "/judge?kind=prefer");
    await expect(page.getByRole("button", { name: /^I have read this/ })).toBeVisible();
    await press("Enter");
    await expect(page.getByRole("button", { name: /^A better/ })).toBeVisible();
    await press("?");
    const change = page.getByRole("button", { name: "Change the key: A is better" });
    await change.press("Enter");
    await press("x");
    await expect(page.getByRole("alert")).toContainText("X is taken already: Both are bad");
    await change.press("Enter");
    await press("q");
    await press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    expect((await recordedBy(page, () => press("q"))).answer).toEqual({ choice: "a" });
  });

  await test.step("rank: numbers, arrows and the line", async () => {
    await openTasks(page, "kind=rank");
    const count = await page.getByRole("article").count();
    await press("1", "1");
    await expect(page.getByRole("region", { name: "Tier 1" }).getByRole("article")).toHaveCount(2);
    await press("ArrowLeft", "ArrowDown");
    await expect(page.getByRole("region", { name: "Tier 2" }).getByRole("article")).toHaveCount(1);
    await press("u");
    await expect(page.getByRole("region", { name: "Tier 1" }).getByRole("article")).toHaveCount(2);
    await press("ArrowDown");
    await expect(page.getByRole("region", { name: "Tier 2" }).getByRole("article")).toHaveCount(1);
    const { answer } = await recordedBy(page, () => press("Enter"));
    expect(count).toBeGreaterThan(1);
    expect(answer).toEqual({ tiers: [[expect.any(String)], [expect.any(String)]] });
  });

  await test.step("rate: a number rates and goes on", async () => {
    await openTasks(page, "kind=rate");
    await press("5", "4");
    expect((await recordedBy(page, () => press("Enter"))).answer).toEqual({ scores: { correct: 5, tone: 4 } });
  });

  await test.step("label: words are selected with the arrows, and marked by number or by a search", async () => {
    await openTasks(page, "kind=label");
    await press("ArrowRight", "Shift+ArrowRight");
    await expect(page.getByText(/^Selected: “/)).toBeVisible();
    await press("3", "ArrowRight", "/");
    await page.keyboard.type("garb");
    await press("Enter");
    await expect(page.getByRole("list", { name: "Marked words" }).getByRole("listitem")).toHaveCount(2);
    const { answer } = await recordedBy(page, () => press("Control+Enter"));
    expect(answer).toEqual({
      labels: ["number", "garbled"],
      spans: [
        { start: 0, end: expect.any(Number), label: "number" },
        { start: expect.any(Number), end: expect.any(Number), label: "garbled" },
      ],
    });
  });

  await test.step("edit: what was begun is there again after the page was left, and Ctrl+Enter sends it", async () => {
    await openTasks(page, "kind=edit");
    const field = page.getByRole("textbox", { name: "Your rewrite" });
    const kept = "Nobody should lose these seven fresh words.";
    await press("e");
    await expect(field).toBeFocused();
    await press("Control+a");
    await page.keyboard.type(kept);
    await openTasks(page, "kind=edit");
    await expect(field).toHaveValue(kept);
    await field.focus();
    const given = await recordedBy(page, () => press("Control+Enter"));
    expect(given.answer).toEqual({ text: kept });
    expect(given.dwellMs).toBeGreaterThan(0);
    await expect(field).not.toHaveValue(kept);
  });
});

test("answers given without a connection are kept, and sent when it is back", async ({ page, context }) => {
  await signIn(page.request, newcomer());
  await openTasks(page, "kind=rate");
  await context.setOffline(true);
  for (let answered = 0; answered < 2; answered++) {
    await expect(page.getByRole("group", { name: "Correct" })).toBeVisible();
    for (const key of ["3", "3", "Enter"]) await page.keyboard.press(key);
  }
  await expect(page.getByText(/No connection\. 2 answers are kept/)).toBeVisible();
  const sent = await recordedBy(page, () => context.setOffline(false));
  expect(sent.answer).toEqual({ scores: { correct: 3, tone: 3 } });
  await expect(page.getByText("On their way")).toBeHidden();
});
