import { randomUUID } from "node:crypto";
import { Wallet } from "ethers";
import { expect, test } from "vitest";
import { noteFunding, openCampaign } from "#app/features/campaigns/change-state.server.ts";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import type { WantedModel } from "#app/features/campaigns/draft.ts";
import type { GenerationRecipe } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { importPrompts } from "#app/features/campaigns/import/import-prompts.server.ts";
import { starter } from "#app/features/generation/catalogue.ts";
import { leasePrompts } from "#app/features/generation/lease.server.ts";
import { offeredCampaigns } from "#app/features/generation/offered.server.ts";
import { slotSeeds } from "#app/features/generation/seeds.server.ts";
import { appendEntry } from "#app/features/ledger/append.server.ts";
import { fundPostings } from "#app/features/ledger/pay.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { campaignDraft } from "#scripts/test/campaign-draft.ts";

const own: WantedModel = {
  id: "someone/tiny",
  revision: "0123456789abcdef0123456789abcdef01234567",
  dtype: "q8",
  card: {
    name: "Tiny",
    licence: "MIT",
    licenceUrl: "https://opensource.org/license/mit",
    languages: ["en"],
    parameters: 1_000_000,
    contextTokens: 256,
    dtypes: { webgpu: "fp32", webgpuF16: "fp32", wasm: "fp32" },
    files: { fp32: [{ path: "onnx/model.onnx", bytes: 4_000_000 }] },
  },
};
const starterModel: WantedModel = { id: starter.id, revision: starter.revision, dtype: "fp32" };

async function liveCampaign(recipe: GenerationRecipe, { models = [starterModel], prompts = 1, candidates = 4 } = {}) {
  const requester = Wallet.createRandom().address;
  const draft = campaignDraft({ requester, models, recipe, candidatesPerPrompt: candidates });
  const { id } = await createCampaign(draft);
  const contents = Array.from({ length: prompts }, (_, index) => `Write a packing list for trip ${index}.`);
  await importPrompts(
    id,
    contents.map((content) => ({ messages: [{ role: "user" as const, content }], language: "en" })),
  );
  await inTransaction(async (tx) => {
    const postings = fundPostings(id, 1_000_000n);
    await appendEntry(tx, { kind: "fund", ref: id, idempotencyKey: randomUUID(), postings });
    await noteFunding(tx, id);
  });
  await openCampaign(id, requester);
  return id;
}

type Ask = { models?: Array<string>; prompts?: number; candidates?: number };

async function leases(
  campaignId: string,
  address: string,
  { models = [starter.id], prompts = 1, candidates = 8 }: Ask = {},
) {
  const result = await leasePrompts({ campaignId, address, models, prompts, candidates, now: new Date() });
  if (!result.ok) throw new Error(result.why);
  return result.leases;
}

function newAddress() {
  return Wallet.createRandom().address;
}

/** As if its slots had been written and sent. */
async function finish(leaseId: string) {
  const lease = await db().generationLease.findUniqueOrThrow({ where: { id: leaseId }, include: { prompt: true } });
  for (const [index, slot] of lease.slots.entries()) {
    await db().sample.create({
      data: {
        ...{ id: randomUUID(), campaignId: lease.prompt.campaignId, promptId: lease.promptId, leaseId, slot },
        ...{ address: lease.address, seed: lease.seeds[index] ?? 0n, text: `text ${slot}`, tokenIds: [slot] },
        ...{ finishReason: "stop", provenance: {}, digest: `${lease.promptId} ${slot}` },
      },
    });
  }
  await db().generationLease.update({ where: { id: leaseId }, data: { submittedAt: new Date() } });
}

const temperatures: GenerationRecipe = { name: "variants/1", variants: [{ temperature: 0.4 }, { temperature: 1.2 }] };

test("a lease is of one variant, with its temperature; its slots keep their own seeds", async () => {
  const id = await liveCampaign(temperatures);
  const address = newAddress();
  const [first] = await leases(id, address);
  expect(first).toMatchObject({ slots: [0, 2], params: { temperature: 0.4 }, recipe: temperatures, steps: 1 });
  const seeds = slotSeeds(first?.prompt.id ?? "", 4);
  expect(first?.seeds).toEqual([seeds[0], seeds[2]]);

  await finish(first?.id ?? "");
  const [second] = await leases(id, address);
  expect(second).toMatchObject({ slots: [1, 3], params: { temperature: 1.2 } });
  expect(second?.seeds).toEqual([seeds[1], seeds[3]]);
  await finish(second?.id ?? "");
  expect(await leases(id, address)).toEqual([]);
});

test("who comes back goes on with the same variant", async () => {
  const id = await liveCampaign(temperatures);
  const address = newAddress();
  const [held] = await leases(id, address, { candidates: 1 });
  expect(held?.slots).toEqual([0]);
  expect(await leases(id, address)).toMatchObject([{ id: held?.id, slots: [0], params: { temperature: 0.4 } }]);
});

test("a variant's model writes its slots, and nobody waits behind prompts that they can't write", async () => {
  const recipe: GenerationRecipe = { name: "variants/1", variants: [{ modelId: starter.id }, { modelId: own.id }] };
  const id = await liveCampaign(recipe, { models: [starterModel, own], prompts: 3 });
  const [one, other] = [newAddress(), newAddress()];
  const mine = await leases(id, one, { prompts: 2 });
  for (const lease of mine) {
    expect(lease).toMatchObject({ slots: [0, 2], model: starterModel });
    await finish(lease.id);
  }
  // The first two prompts have nothing left for the starter: the third is given.
  const [third] = await leases(id, one, { prompts: 1 });
  expect(mine.map(({ prompt }) => prompt.id)).not.toContain(third?.prompt.id);

  const [theirs] = await leases(id, other, { models: [own.id] });
  expect(theirs).toMatchObject({ slots: [1, 3], model: { id: own.id, revision: own.revision, dtype: "q8" } });
  expect(mine.map(({ prompt }) => prompt.id)).toContain(theirs?.prompt.id);
});

test("a model that neither the catalogue nor a card knows is not leased for", async () => {
  const { card: _, ...nameless } = own;
  const id = await liveCampaign({ name: "plain/1" }, { models: [nameless, own].slice(0, 1) });
  const ask = { campaignId: id, address: newAddress(), models: [own.id], prompts: 1, candidates: 4, now: new Date() };
  expect(await leasePrompts(ask)).toEqual({ ok: false, why: "model-not-wanted" });
});

test("a campaign is offered with its own models, as their cards say them", async () => {
  const id = await liveCampaign({ name: "plain/1" }, { models: [own, starterModel] });
  const offered = (await offeredCampaigns(newAddress())).find((campaign) => campaign.id === id);
  expect(offered?.model).toMatchObject({ id: own.id, source: "hub", isReplayable: false, licence: "MIT" });
  expect(offered?.models.map((model) => model.id)).toEqual([own.id, starter.id]);
});

test("a recipe of several steps says how many, and each prompt its language", async () => {
  const id = await liveCampaign({ name: "critique-and-revise/1" });
  const [lease] = await leases(id, newAddress());
  expect(lease).toMatchObject({ steps: 3, slots: [0, 1, 2, 3], prompt: { language: "en" } });
});
