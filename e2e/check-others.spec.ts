// One member writes for a campaign whose samples members check; another one's browser checks them, and is paid for it.
import { type APIRequestContext, type Browser, expect, type Page, test } from "@playwright/test";
import { Contract, type HDNodeWallet, NonceManager, parseEther } from "ethers";
import { z } from "zod";
import { campaignKeyOf, distributorAbi, tokenAbi } from "#app/lib/chain.ts";
import { listEpochs, tokenOf } from "./ledger.ts";
import { demoPerson, memberOf, newcomer, own, signIn } from "./people.ts";
import { chain } from "./site.ts";
import { visit } from "./visit.ts";
import { statesOf } from "./writing.ts";

const modelsSchema = z.object({ items: z.array(z.object({ id: z.string(), revision: z.string() })).min(1) });
const campaignSchema = z.object({ id: z.string(), state: z.string() });
const takenSchema = z.object({ results: z.array(z.object({ sampleId: z.string().optional(), state: z.string() })) });
const entriesSchema = z.object({ items: z.array(z.object({ kind: z.string(), amountWei: z.string() })) });

test("what one member wrote another one's browser checks, and it is accepted and paid", async ({ page, browser }) => {
  const requester = await memberOf(demoPerson("requester"));
  const campaignId = await checkedByMembers(requester);
  try {
    await writeAndCheck({ page, browser, campaignId });
  } finally {
    // Left open it would be the newest that others are offered.
    const closed = await requester.post(`/api/v1/campaigns/${campaignId}/close`, { headers: own });
    expect(closed.status(), await closed.text()).toBe(200);
  }
});

async function writeAndCheck({ page, browser, campaignId }: { page: Page; browser: Browser; campaignId: string }) {
  await signIn(page.request, newcomer());
  await visit(page, `/generate?campaign=${campaignId}`);
  await page.getByLabel("Stop after").selectOption({ label: "8 texts" });
  const arrived = page.waitForResponse(isSamplesSent, { timeout: 120_000 });
  await page.getByRole("button", { name: /^Start/ }).click();
  const taken = takenSchema.parse(await (await arrived).json());
  const ids = taken.results.flatMap(({ sampleId, state }) => (sampleId && state === "submitted" ? [sampleId] : []));
  expect(ids.length).toBeGreaterThan(0);

  const other = await browser.newContext();
  const checker = await other.newPage();
  await signIn(checker.request, newcomer());
  await visit(checker, "/generate");
  await checker.getByRole("button", { name: "Check others’ samples" }).click();
  await expect(checker.getByText("Earned, once the figures hold")).toBeVisible({ timeout: 120_000 });

  await expect.poll(() => statesOf(page.request, ids), { timeout: 60_000 }).toContain("accepted");
  await expect.poll(() => verificationsOf(checker.request), { timeout: 60_000 }).toContain(true);
  await checker.getByRole("button", { name: "Stop checking" }).click();
  await expect(checker.getByRole("button", { name: "Check others’ samples" })).toBeVisible();
  await other.close();
}

/** Whether each verification was paid. */
async function verificationsOf(member: APIRequestContext): Promise<Array<boolean>> {
  const { items } = entriesSchema.parse(await (await member.get("/api/v1/earnings/entries?limit=200")).json());
  return items.filter(({ kind }) => kind === "verification").map(({ amountWei }) => BigInt(amountWei) > 0n);
}

function isSamplesSent(response: { url: () => string; status: () => number }): boolean {
  return new URL(response.url()).pathname === "/api/v1/generation/samples" && response.status() === 201;
}

/** A live campaign of the story's requester, all of whose samples are drawn and left to members. */
async function checkedByMembers(member: APIRequestContext): Promise<string> {
  const models = modelsSchema.parse(await (await member.get("/api/v1/models")).json());
  const draft = {
    ...{ title: "Checked by members", description: "", guidelines: "Prefer the helpful answer.", languages: ["en"] },
    ...{ licence: "CC-BY-4.0", replayBy: "members", replayShareBps: 10_000, candidatesPerPrompt: 4 },
    models: models.items.slice(0, 1).map(({ id, revision }) => ({ id, revision, dtype: "fp32" })),
    params: { temperature: 0.9, topP: 0.95, topK: 40, repetitionPenalty: 1, maxNewTokens: 48 },
    ...{ samplePriceWei: "1000", kinds: [{ kind: "prefer", priceWei: "20" }] },
  };
  const made = await member.post("/api/v1/campaigns", { headers: own, data: draft });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = campaignSchema.parse(await made.json());
  const prompts = [
    "Explain how bread rises.",
    "Write a packing list for a day at the beach.",
    "Describe a red bottle.",
  ];
  const added = await member.post(`/api/v1/campaigns/${id}/prompts`, {
    headers: { ...own, "Content-Type": "application/x-ndjson" },
    data: prompts.map((prompt) => JSON.stringify({ prompt, language: "en" })).join("\n"),
  });
  expect(added.status(), await added.text()).toBe(200);
  await fund(member, demoPerson("requester"), id);
  const stateOf = async () => campaignSchema.parse(await (await member.get(`/api/v1/campaigns/${id}`)).json()).state;
  await expect.poll(stateOf, { timeout: 60_000 }).toBe("funded");
  const opened = await member.post(`/api/v1/campaigns/${id}/open`, { headers: own });
  expect(opened.status(), await opened.text()).toBe(200);
  return id;
}

async function fund(member: APIRequestContext, requester: HDNodeWallet, campaignId: string): Promise<void> {
  const [epoch] = await listEpochs(member);
  const signer = new NonceManager(requester.connect(chain()));
  const token = new Contract(await tokenOf(member), tokenAbi, signer);
  const distributor = new Contract(String(epoch?.distributor), distributorAbi, signer);
  await token.getFunction("approve")(epoch?.distributor, parseEther("0.001"));
  const sent = await distributor.getFunction("fund")(campaignKeyOf(campaignId), parseEther("0.001"));
  await sent.wait();
}
