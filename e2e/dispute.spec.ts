// An answer that was not paid says why, is disputed, and is paid once a reviewer grants it.
import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { answerLike, judgeByCalls } from "./judging.ts";
import { demoPerson, memberOf, newcomer, own, signIn } from "./people.ts";
import { putFreshTasksFirst } from "./queue.ts";
import { visit } from "./visit.ts";

const note = "You are right: only this answer names it.";

const entriesSchema = z.object({
  items: z.array(z.object({ id: z.string(), kind: z.string(), reason: z.string().nullable(), amountWei: z.string() })),
});
const disputeSchema = z.object({ id: z.string(), state: z.string(), note: z.string().nullable() });

test("an unpaid answer is disputed, and paid once a reviewer grants it", async ({ browser, page }) => {
  const contrary = newcomer();
  // The reviewer's page lists others, too: the words tell this one from them.
  const reason = `The other answer leaves out what was asked for (${randomUUID()}).`;
  const member = await memberOf(contrary);
  const entries = async (stage: string) =>
    entriesSchema.parse(await (await member.get(`/api/v1/earnings/entries?stage=${stage}`)).json()).items;

  await putFreshTasksFirst(1);
  const judged = await judgeByCalls(newcomer(), 1);
  await answerLike(contrary, judged, "other");
  await answerLike(newcomer(), judged, "same");
  await answerLike(newcomer(), judged, "same");
  await expect.poll(() => entries("unpaid"), { timeout: 30_000, intervals: [500] }).toHaveLength(1);
  const [unpaid] = await entries("unpaid");

  await signIn(page.request, contrary);
  await visit(page, "/earnings?stage=unpaid");
  await test.step("the contributor reads why, and says what is wrong with it", async () => {
    await expect(page.getByText("Not paid: your answer differs from the outcome of the task.")).toBeVisible();
    await page.getByText("Dispute", { exact: true }).click();
    await page.getByRole("textbox", { name: "Why should it be paid?" }).fill(reason);
    await page.getByRole("button", { name: "File the dispute" }).click();
    await expect(page.getByText("Disputed, waits for a reviewer")).toBeVisible();
  });

  await test.step("filed again, it is the same dispute; and nobody else may look at it", async () => {
    const data = { entryId: unpaid?.id, reason };
    const again = await member.post("/api/v1/disputes", { headers: own, data });
    expect(again.status()).toBe(200);
    const { id, state } = disputeSchema.parse(await again.json());
    expect(state).toBe("open");
    const stranger = await memberOf(newcomer());
    expect((await stranger.get(`/api/v1/disputes/${id}`)).status()).toBe(404);
    const decision = { decision: "grant", note };
    const foreign = await stranger.post(`/api/v1/disputes/${id}/decision`, { headers: own, data: decision });
    expect(foreign.status()).toBe(404);
  });

  await test.step("a reviewer sees the work and the words, and grants it", async () => {
    const reviewing = await browser.newPage();
    await signIn(reviewing.request, demoPerson("reviewer"));
    await visit(reviewing, "/review/disputes");
    const card = reviewing.getByRole("article").filter({ hasText: reason });
    await expect(card).not.toContainText(contrary.address);
    await card.getByRole("textbox", { name: "Your note" }).fill(note);
    await card.getByRole("button", { name: "Grant and pay" }).click();
    await expect(card).toHaveCount(0);
    await reviewing.close();
  });

  await test.step("the contributor reads the note, and the listed price is in review", async () => {
    await expect(page.getByText("Dispute granted")).toBeVisible();
    await expect(page.getByText(`The reviewer wrote: “${note}”`)).toBeVisible();
    const [granted] = (await entries("in-review")).filter(({ kind }) => kind === "dispute");
    expect(granted?.amountWei).toBe(judged[0]?.priceWei);
    await visit(page, "/standing");
    await expect(page.getByRole("heading", { name: "Your standing" })).toBeVisible();
    await expect(
      page.getByRole("listitem").filter({ hasText: "Comparison" }).getByText("Paid", { exact: true }),
    ).toBeVisible();
  });
});
