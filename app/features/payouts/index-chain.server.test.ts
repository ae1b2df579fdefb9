import { Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { appendEntry, balanceOf } from "#app/features/ledger/append.server.ts";
import { campaignAvailable, chainAccount } from "#app/features/ledger/entry.ts";
import { reservePostings } from "#app/features/ledger/pay.ts";
import { indexChain } from "#app/features/payouts/index-chain.server.ts";
import { campaignKeyOf } from "#app/lib/chain.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { campaignDraft } from "#scripts/test/campaign-draft.ts";
import { type PayingChain, startPayingChain } from "#scripts/test/paying-chain.ts";

let chain: PayingChain;

beforeAll(async () => {
  chain = await startPayingChain();
});

afterAll(() => chain.stop());

function newCampaign() {
  return createCampaign(campaignDraft({ requester: Wallet.createRandom().address }));
}

function available(campaignId: string): Promise<bigint> {
  return balanceOf(db(), campaignAvailable(campaignId));
}

test("money that came in is mirrored once its confirmations are there", async () => {
  const { id, key } = await newCampaign();
  await chain.fund(key, 500n);
  await chain.mine(1);
  await indexChain();
  expect(await available(id)).toBe(0n);
  expect((await db().campaign.findUniqueOrThrow({ where: { id } })).state).toBe("draft");

  await chain.mine(1);
  await indexChain();
  expect(await available(id)).toBe(500n);
  expect((await db().campaign.findUniqueOrThrow({ where: { id } })).state).toBe("funded");
});

test("money is mirrored once, however often it is read and by however many", async () => {
  const { id, key } = await newCampaign();
  await chain.fund(key, 500n);
  await chain.mine(2);
  await Promise.all([indexChain(), indexChain(), indexChain()]);
  await indexChain();
  expect(await available(id)).toBe(500n);

  // From the start again, as after a lost cursor.
  await db().chainCursor.deleteMany();
  await indexChain();
  expect(await available(id)).toBe(500n);
  expect(await db().chainEvent.count({ where: { args: { path: ["campaignKey"], equals: key } } })).toBe(1);
});

test("funds for a campaign that nobody knows stay in sight and are credited to nobody", async () => {
  const key = campaignKeyOf("unknown");
  const before = await balanceOf(db(), chainAccount);
  await chain.fund(key, 7n);
  await chain.mine(2);
  await indexChain();
  expect(await balanceOf(db(), chainAccount)).toBe(before);
  expect(await db().chainEvent.count({ where: { args: { path: ["campaignKey"], equals: key } } })).toBe(1);
});

test("a reorganisation takes the credit of a lost funding back, and of no other", async () => {
  const [kept, lost] = [await newCampaign(), await newCampaign()];
  await chain.fund(kept.key, 500n);
  await chain.mine(6);
  await chain.fund(lost.key, 300n);
  await chain.mine(2);
  await indexChain();
  expect(await available(lost.id)).toBe(300n);

  await chain.provider.send("anvil_reorg", [4, []]);
  await chain.mine(1);
  await indexChain();
  expect(await available(lost.id)).toBe(0n);
  expect(await available(kept.id)).toBe(500n);
  expect(await db().chainEvent.count({ where: { args: { path: ["campaignKey"], equals: lost.key } } })).toBe(0);

  await chain.fund(lost.key, 300n);
  await chain.mine(2);
  await indexChain();
  expect(await available(lost.id)).toBe(300n);
});

test("a funding that comes back in another block is credited again", async () => {
  const { id, key } = await newCampaign();
  const hash = await chain.fund(key, 300n);
  const raw = await chain.provider.send("eth_getRawTransactionByHash", [hash]);
  await chain.mine(2);
  await indexChain();
  await chain.provider.send("anvil_reorg", [3, [[raw, 2]]]);
  await chain.mine(1);
  await indexChain();
  expect(await available(id)).toBe(0n);
  await chain.mine(4);
  await indexChain();
  expect(await available(id)).toBe(300n);
  expect(
    (await db().entry.findMany({ where: { ref: `${hash}:0` }, orderBy: { seq: "asc" } })).map(({ kind }) => kind),
  ).toEqual(["fund", "correct", "fund"]);
});

test("what a campaign has promised of a lost funding stays credited", async () => {
  const { id, key } = await newCampaign();
  await chain.fund(key, 300n);
  await chain.mine(2);
  await indexChain();
  const promise = {
    kind: "reserve" as const,
    ref: "p",
    idempotencyKey: `reserve:${id}`,
    postings: reservePostings(id, 200n),
  };
  await inTransaction((tx) => appendEntry(tx, promise));
  await chain.provider.send("anvil_reorg", [3, []]);
  await chain.mine(3);
  await indexChain();
  expect(await available(id)).toBe(100n);
});
