// A reviewer's signed verdict takes an amount back before it is granted, and the contributor reads why.
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import type { BaseWallet } from "ethers";
import { z } from "zod";
import { answerLike, type Judged, judgeByCalls } from "./judging.ts";
import { ledgerOf, listEpochs } from "./ledger.ts";
import { demoPerson, memberOf, newcomer, signIn } from "./people.ts";
import { putFreshTasksFirst } from "./queue.ts";
import { visit } from "./visit.ts";
import { installWallet, signInOnPage } from "./wallet.ts";

const reason = "Answer B says what was asked, answer A does not.";

const entriesSchema = z.object({
  items: z.array(z.object({ kind: z.string(), epoch: z.number().nullable(), ref: z.string(), amountWei: z.string() })),
});
type Entry = z.infer<typeof entriesSchema>["items"][number];

test("what a reviewer overturns goes back to its campaign, and the contributor reads why", async ({
  browser,
  page,
}) => {
  test.setTimeout(360_000);
  const reviewer = demoPerson("reviewer");
  const wallets = [newcomer(), newcomer()] as const;
  const asked = await installWallet(page, reviewer);
  await visit(page, "/");
  await signInOnPage(page, reviewer);

  await putFreshTasksFirst(3);
  const judged: Array<Judged> = await judgeByCalls(wallets[0], 3);
  await answerLike(wallets[1], judged, "same");
  const members = await Promise.all(wallets.map(memberOf));

  const [overturned, owner] = await test.step("the reviewer judges what was drawn blind, and signs", async () => {
    await expect.poll(() => newestEpochHolds(members), { timeout: 90_000, intervals: [500] }).toBe(true);
    await page.getByRole("link", { name: "Review" }).first().click();
    // Anybody's contribution may be drawn with theirs: the reviewer goes on until one of theirs was.
    for (let signed = 1; ; signed++) {
      await overturnNext(page, wallets);
      await expect(page.getByText(new RegExp(`^${signed} verdicts? signed in this visit$`))).toBeVisible();
      for (const [index, member] of members.entries()) {
        const entry = (await entriesOf(member)).find(({ kind }) => kind === "overturn");
        const wallet = wallets[index];
        if (entry && wallet) return [entry, wallet] as const;
      }
    }
  });
  expect(asked).toContain("eth_signTypedData_v4");

  await test.step("the public ledger says that the campaign has it back", async () => {
    const line = await lineOf(page.request, overturned.ref);
    expect(line).toContain(`"review:${owner.address}"`);
    expect(line).toMatch(/"campaign:[^"]+:available"/);
    expect(line).toContain("overturned-by-audit");
    expect(line).toContain(`"${overturned.amountWei}"`);
    expect(line).toContain(`"${overturned.amountWei.replace("-", "")}"`);
  });

  await test.step("the contributor reads why on the page of earnings", async () => {
    const theirs = await browser.newPage();
    await signIn(theirs.request, owner);
    await theirs.goto("/earnings");
    await expect(theirs.getByText(`The reviewer wrote: “${reason}”`).first()).toBeVisible();
    await theirs.close();
  });
});

/** Overturns the next audit, whoever's it is. One whose epoch ended meanwhile is left for the next. */
async function overturnNext(page: Page, wallets: ReadonlyArray<BaseWallet>): Promise<void> {
  const overturn = page.getByRole("button", { name: /^Overturn/ });
  const again = page.getByRole("button", { name: "Take the next audit" });
  const addresses = new RegExp(wallets.map(({ address }) => address).join("|"));
  await expect(async () => {
    // Audits are drawn from the first block after the proposal.
    if (await again.isVisible()) await again.click();
    await expect(overturn).toBeVisible({ timeout: 1_000 });
    await expect(page.getByRole("main")).not.toContainText(addresses);
    await page.getByRole("textbox", { name: "Reason" }).fill(reason);
    const answered = page.waitForResponse((response) => response.url().endsWith("/review/verdicts"));
    await overturn.click();
    expect((await answered).ok()).toBe(true);
  }).toPass({ timeout: 90_000 });
}

async function entriesOf(member: APIRequestContext): Promise<Array<Entry>> {
  return entriesSchema.parse(await (await member.get("/api/v1/earnings/entries")).json()).items;
}

/** Is the newest epoch, proposed on the chain, the one that holds what they earned? */
async function newestEpochHolds(members: ReadonlyArray<APIRequestContext>): Promise<boolean> {
  const [first] = members;
  const [newest] = first ? await listEpochs(first) : [];
  if (!first || !newest || newest.state === "closing") return false;
  return (await entriesOf(first)).some(({ epoch }) => epoch === newest.n);
}

/** The public line of the verdict's entry, once its epoch has closed. */
async function lineOf(request: APIRequestContext, ref: string): Promise<string> {
  let found = "";
  await expect
    .poll(
      async () => {
        for (const { n } of (await listEpochs(request)).slice(0, 3)) {
          const lines = await ledgerOf(request, n);
          found = lines.find((line) => line.includes('"kind":"overturn"') && line.includes(ref)) ?? found;
        }
        return found;
      },
      { timeout: 60_000 },
    )
    .not.toBe("");
  return found;
}
