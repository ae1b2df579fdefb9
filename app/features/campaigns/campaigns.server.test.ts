import { randomBytes, randomUUID } from "node:crypto";
import { getAddress } from "ethers";
import { expect, test } from "vitest";
import { campaignBudget } from "#app/features/campaigns/budget.server.ts";
import { changeCampaignState, noteFunding, openCampaign } from "#app/features/campaigns/change-state.server.ts";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { getCampaign, listCampaigns } from "#app/features/campaigns/get.server.ts";
import { importPrompts } from "#app/features/campaigns/import/import-prompts.server.ts";
import { useFreeMoney } from "#app/features/campaigns/open-prompts.server.ts";
import { appendEntry, balanceOf } from "#app/features/ledger/append.server.ts";
import { memberOf } from "#app/features/ledger/entry.ts";
import { fundPostings } from "#app/features/ledger/pay.ts";
import { campaignKeyOf } from "#app/lib/chain.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { campaignDraft } from "#scripts/test/campaign-draft.ts";

const promptCostWei = 4n * 110n + 4n * 5n * 22n;

async function newCampaign({ prompts = 3, fundWei = 0n }: { prompts?: number; fundWei?: bigint } = {}) {
  const requester = anybody();
  const { id, key } = await createCampaign(campaignDraft({ requester }));
  await importPrompts(
    id,
    Array.from({ length: prompts }, (_, index) => prompt(`Trip ${index}`)),
  );
  if (fundWei > 0n) await fund(id, fundWei);
  return { id, key, requester };
}

function anybody(): string {
  return getAddress(`0x${randomBytes(20).toString("hex")}`);
}

function prompt(content: string) {
  return { messages: [{ role: "user" as const, content }], language: "en" };
}

function fund(campaignId: string, wei: bigint) {
  return inTransaction(async (tx) => {
    const postings = fundPostings(campaignId, wei);
    await appendEntry(tx, { kind: "fund", ref: campaignId, idempotencyKey: randomUUID(), postings });
    await noteFunding(tx, campaignId);
  });
}

function openCount(campaignId: string) {
  return db().prompt.count({ where: { campaignId, state: "open" } });
}

test("a campaign's key is the one that its funding names on the chain", async () => {
  const { id, key } = await newCampaign();
  expect(key).toBe(campaignKeyOf(id));
});

test("a draft is its requester's alone and can't open before it is funded", async () => {
  const { id, requester } = await newCampaign();
  await expect(getCampaign(id)).rejects.toMatchObject({ status: 404 });
  expect((await getCampaign(id, requester)).state).toBe("draft");
  expect(await openCampaign(id, requester)).toEqual({ ok: false, why: "not-funded" });
});

test("nobody else can open, pause or close it", async () => {
  const { id } = await newCampaign({ fundWei: 10_000n });
  for (const step of ["open", "pause", "close"] as const) {
    const stranger = changeCampaignState({ campaignId: id, requester: anybody(), step });
    await expect(stranger).rejects.toMatchObject({ status: 404 });
  }
});

test("opening reserves the most that a prompt can cost, for as many prompts as the money covers", async () => {
  const { id, requester } = await newCampaign({ fundWei: 2n * promptCostWei + 5n });
  expect(await openCampaign(id, requester)).toEqual({ ok: true });
  expect(await openCount(id)).toBe(2);
  expect(await campaignBudget(id)).toEqual({
    fundedWei: String(2n * promptCostWei + 5n),
    reservedWei: String(2n * promptCostWei),
    spentWei: "0",
    availableWei: "5",
  });

  await fund(id, promptCostWei);
  await useFreeMoney(id);
  expect(await openCount(id)).toBe(3);
});

test("many openers at once reserve each prompt once", async () => {
  const { id, requester } = await newCampaign({ prompts: 10, fundWei: 4n * promptCostWei });
  await openCampaign(id, requester);
  await fund(id, 3n * promptCostWei);
  await Promise.all(Array.from({ length: 8 }, () => useFreeMoney(id)));
  expect(await openCount(id)).toBe(7);
  expect((await campaignBudget(id)).availableWei).toBe("0");
});

test("a paused campaign opens no prompt", async () => {
  const { id, requester } = await newCampaign({ fundWei: promptCostWei });
  await openCampaign(id, requester);
  await changeCampaignState({ campaignId: id, requester, step: "pause" });
  await fund(id, promptCostWei);
  await useFreeMoney(id);
  expect(await openCount(id)).toBe(1);
});

test("closing gives back what is free and what no prompt needs any more", async () => {
  const { id, requester } = await newCampaign({ prompts: 1, fundWei: 3n * promptCostWei });
  await openCampaign(id, requester);
  expect(await changeCampaignState({ campaignId: id, requester, step: "close" })).toEqual({ ok: true });
  expect(await balanceOf(db(), memberOf(requester))).toBe(3n * promptCostWei);
  expect(await campaignBudget(id)).toMatchObject({ fundedWei: "0", reservedWei: "0", availableWei: "0" });
  expect(await openCampaign(id, requester)).toEqual({ ok: false, why: "not-from-here" });
});

test("a prompt that the campaign has already is counted and left alone", async () => {
  const { id } = await newCampaign({ prompts: 2 });
  expect(await importPrompts(id, [prompt("Trip 1"), prompt("Trip 9"), prompt("Trip 9")])).toEqual({
    added: 1,
    duplicates: 2,
  });
});

test("lists go page by page and leave drafts out", async () => {
  const funded = await newCampaign({ fundWei: 1n });
  const alsoFunded = await newCampaign({ fundWei: 1n });
  const hidden = await newCampaign();
  const first = await listCampaigns({ state: "funded", limit: 1 });
  expect(first.items).toHaveLength(1);
  const all = [...first.items];
  for (let cursor = first.nextCursor; cursor; ) {
    const page = await listCampaigns({ state: "funded", limit: 1, cursor });
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  const ids = all.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining([funded.id, alsoFunded.id]));
  expect(ids).not.toContain(hidden.id);
});
