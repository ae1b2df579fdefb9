import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { WantedModel } from "#app/features/campaigns/draft.ts";
import type { GenerationRecipe } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { offeredCampaigns } from "#app/features/generation/leases/offered.server.ts";
import { slotSeeds } from "#app/features/generation/leases/seeds.server.ts";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { db } from "#app/lib/db.server.ts";
import { lease, leased, liveCampaign, newAddress } from "#scripts/test/generating.ts";

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

async function campaignOf(recipe: GenerationRecipe, { models = [starterModel], prompts = 1 } = {}) {
  return (await liveCampaign({ prompts, draft: { recipe, models } })).id;
}

async function leases(campaignId: string, address: string, ask: { models?: Array<string>; prompts?: number } = {}) {
  const result = await lease(campaignId, address, { candidates: 8, ...ask });
  if (!result.ok) throw new Error(result.why);
  return result.leases;
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
  const id = await campaignOf(temperatures);
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
  const id = await campaignOf(temperatures);
  const address = newAddress();
  const held = await leased(id, address, { candidates: 1 });
  expect(held.slots).toEqual([0]);
  expect(await leases(id, address)).toMatchObject([{ id: held.id, slots: [0], params: { temperature: 0.4 } }]);
});

test("a variant's model writes its slots, and nobody waits behind prompts that they can't write", async () => {
  const recipe: GenerationRecipe = { name: "variants/1", variants: [{ modelId: starter.id }, { modelId: own.id }] };
  const id = await campaignOf(recipe, { models: [starterModel, own], prompts: 3 });
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
  const id = await campaignOf({ name: "plain/1" }, { models: [nameless] });
  expect(await lease(id, newAddress(), { models: [own.id] })).toEqual({ ok: false, why: "model-not-wanted" });
});

test("a campaign is offered with its own models, as their cards say them", async () => {
  const id = await campaignOf({ name: "plain/1" }, { models: [own, starterModel] });
  const offered = (await offeredCampaigns(newAddress(), new Date())).find((campaign) => campaign.id === id);
  expect(offered?.model).toMatchObject({ id: own.id, source: "hub", isReplayable: false, licence: "MIT" });
  expect(offered?.models.map((model) => model.id)).toEqual([own.id, starter.id]);
});

test("a recipe of several steps says how many, and each prompt its language", async () => {
  const id = await campaignOf({ name: "critique-and-revise/1" });
  const [lease] = await leases(id, newAddress());
  expect(lease).toMatchObject({ steps: 3, slots: [0, 1, 2, 3], prompt: { language: "en" } });
});
