// The whole way of the money: wallets judge, tasks close, epochs close, one transaction claims, and anybody can recompute it.
import { spawnSync } from "node:child_process";
import { expect, type Page, test } from "@playwright/test";
import type { BaseWallet } from "ethers";
import { answerLike, judgeByKeys } from "./judging.ts";
import { claimsOf, earningsOf, latestAccepted, ledgerOf, tokenOf, waitForEarnings } from "./ledger.ts";
import { giveEther, memberOf, newcomer } from "./people.ts";
import { putFreshTasksFirst } from "./queue.ts";
import { balanceOf, origin } from "./site.ts";
import { changedFile, emptyFolder, putFile } from "./tampered.ts";
import { visit } from "./visit.ts";
import { installWallet, signInOnPage } from "./wallet.ts";

const tasks = 4;

test.describe.configure({ mode: "serial" });

let paidEpoch = 0;

test("wallets judge, and what they earned is claimed in one transaction", async ({ page }) => {
  test.setTimeout(240_000);
  const reader = newcomer();
  const contrary = newcomer();
  await giveEther(reader);
  await putFreshTasksFirst(tasks);

  const judged = await test.step("one judges by keys alone, three by the public calls", async () => {
    await installWallet(page, reader);
    await visit(page, "/");
    await signInOnPage(page, reader);
    const judged = await judgeByKeys(page, tasks);
    await visit(page, "/earnings");
    await answerLike(contrary, judged.slice(0, 1), "other");
    await answerLike(newcomer(), judged, "same");
    // Two to one is below the bar: that task waits for one answer more.
    await answerLike(newcomer(), judged.slice(0, 1), "same");
    return judged;
  });

  const earned = judged.reduce((sum, { priceWei }) => sum + BigInt(priceWei), 0n);
  await test.step("the answers are in review, and the one that disagreed says why it is not paid", async () => {
    await waitForEarnings(page.request, ({ inReviewWei }) => inReviewWei === earned);
    const member = await memberOf(contrary);
    await expect
      .poll(async () => (await member.get("/api/v1/earnings/entries")).text(), { timeout: 60_000 })
      .toContain("disagrees-with-outcome");
    expect(await earningsOf(member)).toMatchObject({ inReviewWei: 0n, claimableWei: 0n });
  });

  await test.step("one transaction on the page pays what the ledger said", async () => {
    await waitForEarnings(page.request, ({ claimableWei }) => claimableWei === earned);
    await visit(page, "/earnings");
    await page.getByRole("button", { name: /^Claim / }).click();
    await waitForEarnings(page.request, ({ claimedWei }) => claimedWei === earned);
    paidEpoch = await latestAccepted(page.request);
    const leaf = (await claimsOf(page.request, paidEpoch)).get(reader.address);
    expect(leaf).toBe(earned);
    expect(await balanceOf(await tokenOf(page.request), reader.address)).toBe(leaf);
    expect(await grantedByLedger(page, reader, paidEpoch)).toBe(leaf);
    await expect(page.getByRole("button", { name: /^Claim / })).toBeHidden();
  });
});

test("anybody recomputes the epoch, in the browser and by the script", async ({ page }) => {
  await visit(page, `/audit/epochs/${paidEpoch}`);
  await recompute(page);
  await expect(page.getByText("The epoch is what it says.")).toBeVisible();
  await expect(page.getByText("does not agree")).toHaveCount(0);

  const script = verifyEpoch(paidEpoch);
  expect(script.output).toContain("The epoch is what it says.");
  expect(script.code).toBe(0);
});

test("a ledger line that no longer sums is named", async ({ page }) => {
  const ledger = await ledgerOf(page.request, paidEpoch);
  const line = ledger.findIndex((text) => text.includes('"amountWei":"') && !text.includes('"postings":[]'));
  const file = changedFile(ledger, line, (text) => text.replace(/"amountWei":"(-?)(\d+)"/, '"amountWei":"$11$2"'));
  const name = new RegExp(`[Ll]ine ${line + 1}\\b`);

  await page.route(`**/api/v1/epochs/${paidEpoch}/ledger.jsonl`, (route) => route.fulfill({ body: file }));
  await visit(page, `/audit/epochs/${paidEpoch}`);
  await recompute(page);
  await expect(page.getByText("The epoch is not what it says.")).toBeVisible();
  await expect(page.getByText(name)).toContainText("does not sum to zero");

  const folder = emptyFolder();
  putFile(folder, paidEpoch, "ledger.jsonl", file);
  const script = verifyEpoch(paidEpoch, folder);
  expect(script.output).toMatch(name);
  expect(script.code).toBe(1);
});

test("a changed leaf is named by its member and the difference", async ({ page }) => {
  const claims = await claimsOf(page.request, paidEpoch);
  const [[member, cumulative] = ["", 0n]] = claims;
  const lines = [...claims].map(([address, wei]) => JSON.stringify({ address, cumulativeWei: String(wei) }));
  const changed = JSON.stringify({ address: member, cumulativeWei: String(cumulative + 7n) });
  const file = changedFile(lines, 0, () => changed);

  await page.route(`**/api/v1/epochs/${paidEpoch}/claims.jsonl`, (route) => route.fulfill({ body: file }));
  await visit(page, `/audit/epochs/${paidEpoch}`);
  await recompute(page);
  const problem = page.getByRole("listitem").filter({ hasText: "published less recomputed" });
  await expect(problem.getByLabel(member).or(problem.getByTitle(member)).first()).toBeVisible();
  await expect(problem).toContainText("0.000000000000000007");

  const folder = emptyFolder();
  putFile(folder, paidEpoch, "claims.jsonl", file);
  const script = verifyEpoch(paidEpoch, folder);
  expect(script.output).toContain(`${member} differs by 7 wei`);
  expect(script.code).toBe(1);
});

test("any other change shows as a different digest", async ({ page }) => {
  const ledger = await ledgerOf(page.request, paidEpoch);
  const file = changedFile(ledger, 0, (text) => text.replace(/"at":"\d{4}/, '"at":"2001'));
  expect(file).not.toBe(changedFile(ledger, 0, (text) => text));

  await page.route(`**/api/v1/epochs/${paidEpoch}/ledger.jsonl`, (route) => route.fulfill({ body: file }));
  await visit(page, `/audit/epochs/${paidEpoch}`);
  await recompute(page);
  await expect(page.getByText(`The ledger file of epoch ${paidEpoch} was changed`)).toBeVisible();

  const folder = emptyFolder();
  putFile(folder, paidEpoch, "ledger.jsonl", file);
  const script = verifyEpoch(paidEpoch, folder);
  expect(script.output).toContain("the file was changed");
  expect(script.code).toBe(1);
});

async function recompute(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Recompute here" }).click();
  await expect(page.getByText(/The epoch is (not )?what it says\./)).toBeVisible();
}

/** What the public files grant a member, up to an epoch. */
async function grantedByLedger(page: Page, { address }: BaseWallet, last: number): Promise<bigint> {
  let granted = 0n;
  for (let n = 1; n <= last; n++) {
    for (const line of await ledgerOf(page.request, n)) {
      for (const [, wei = "0"] of line.matchAll(
        new RegExp(`"account":"member:${address}","amountWei":"(-?\\d+)"`, "g"),
      ))
        granted += BigInt(wei);
      for (const [, wei = "0"] of line.matchAll(
        new RegExp(`"amountWei":"(-?\\d+)","account":"member:${address}"`, "g"),
      ))
        granted += BigInt(wei);
    }
  }
  return granted;
}

function verifyEpoch(n: number, folder?: string): { code: number | null; output: string } {
  const files = folder ? ["--files", folder] : [];
  const args = ["run", "--silent", "verify-epoch", "--", "--site", origin, "--epoch", String(n), ...files];
  const { status, stdout, stderr } = spawnSync("npm", args, { encoding: "utf8" });
  return { code: status, output: stdout + stderr };
}
