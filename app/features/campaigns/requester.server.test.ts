import { randomBytes, randomUUID } from "node:crypto";
import { getAddress } from "ethers";
import { expect, test } from "vitest";
import { campaignChangeSchema, campaignRequestSchema } from "#app/features/campaigns/campaign-draft.ts";
import { noteFunding, openCampaign } from "#app/features/campaigns/change-state.server.ts";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { duplicateCampaign } from "#app/features/campaigns/duplicate.server.ts";
import { getCampaign } from "#app/features/campaigns/get.server.ts";
import { acknowledgedVersions, acknowledgeGuidelines } from "#app/features/campaigns/guidelines/acknowledge.server.ts";
import { importPrompts } from "#app/features/campaigns/import/import-prompts.server.ts";
import { updateCampaign } from "#app/features/campaigns/update.server.ts";
import { appendEntry } from "#app/features/ledger/append.server.ts";
import { fundPostings } from "#app/features/ledger/pay.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";

const request = {
  title: "Safety labels",
  description: "Which rules does an answer break?",
  guidelines: "Read the whole answer.",
  languages: ["en", "pt-BR"],
  licence: "CC-BY-4.0",
  models: [{ id: "praca/starter", revision: "1", dtype: "fp32" }],
  params: { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxNewTokens: 64 },
  samplePriceWei: "100",
  kinds: [
    {
      kind: "label",
      priceWei: "20",
      options: {
        labels: [
          { id: "fine", title: "Fine" },
          { id: "harm", title: "Harm" },
          { id: "hate", title: "Hate", parent: "harm" },
        ],
      },
    },
    { kind: "prefer", priceWei: "30", answersMin: 3, answersMax: 7 },
  ],
};

function anybody(): string {
  return getAddress(`0x${randomBytes(20).toString("hex")}`);
}

async function newCampaign() {
  const requester = anybody();
  const { id } = await createCampaign({ ...campaignRequestSchema.parse(request), requester });
  await importPrompts(
    id,
    ["one", "two"].map((content) => ({ messages: [{ role: "user", content }], language: "en" })),
  );
  return { campaignId: id, requester };
}

async function open({ campaignId, requester }: { campaignId: string; requester: string }): Promise<void> {
  await inTransaction(async (tx) => {
    const postings = fundPostings(campaignId, 1_000_000n);
    await appendEntry(tx, { kind: "fund", ref: campaignId, idempotencyKey: randomUUID(), postings });
    await noteFunding(tx, campaignId);
  });
  await openCampaign(campaignId, requester);
}

const change = (values: object) => campaignChangeSchema.parse(values);

test("a campaign reads back as it was asked for, with what was left out filled in", async () => {
  const { campaignId, requester } = await newCampaign();
  const campaign = await getCampaign(campaignId, requester);
  expect(campaign).toMatchObject({
    state: "draft",
    requester,
    title: "Safety labels",
    languages: ["en", "pt-BR"],
    prices: { samplePriceWei: "100", overheadBps: 1_000 },
    redundancy: { candidatesPerPrompt: 4, replayShareBps: 1_000 },
    access: { languages: [], leastAccepted: 0, qualification: null, agents: true },
    guidelines: { version: 1, body: "Read the whole answer." },
  });
  expect(campaign.judging).toMatchObject([
    { kind: "label", priceWei: "20", payRule: "agreement/1", answersMin: 2, answersMax: 5, goldEvery: 12 },
    { kind: "prefer", priceWei: "30", payRule: "gold/1", answersMin: 3, answersMax: 7 },
  ]);
  expect(campaign.judging[0]?.options).toMatchObject({ multiple: false, labels: request.kinds[0]?.options?.labels });
});

test("a draft's every field can change, and its guidelines stay the first version", async () => {
  const { campaignId, requester } = await newCampaign();
  const kinds = [{ kind: "edit", priceWei: "90", options: { mode: "answer" } }];
  const wanted = change({ title: "Rewrites", guidelines: "Write well.", samplePriceWei: "7", kinds });
  expect(await updateCampaign({ campaignId, requester, change: wanted })).toEqual({ ok: true });
  expect(await getCampaign(campaignId, requester)).toMatchObject({
    title: "Rewrites",
    languages: ["en", "pt-BR"],
    guidelines: { version: 1, body: "Write well." },
    prices: { samplePriceWei: "7" },
    kinds: ["edit"],
    judging: [{ kind: "edit", priceWei: "90", payRule: "gold/1", options: { mode: "answer", minimumWords: 5 } }],
  });
});

const recipe = { name: "variants/1", variants: [{ temperature: 0.5 }, { temperature: 1.1 }] };
const made = {
  recipe,
  params: { ...request.params, stop: ["END"] },
  replayShareBps: 2_000,
  replayBy: "members",
};

test("how samples are made reads back as it was asked for, and a duplicate has it, too", async () => {
  const { campaignId, requester } = await newCampaign();
  expect(await getCampaign(campaignId, requester)).toMatchObject({
    recipe: { name: "plain/1" },
    redundancy: { replayBy: "server" },
  });
  expect(await updateCampaign({ campaignId, requester, change: change(made) })).toEqual({ ok: true });
  const { id } = await duplicateCampaign({ campaignId, requester, withPrompts: false });
  for (const each of [campaignId, id]) {
    expect(await getCampaign(each, requester)).toMatchObject({
      recipe,
      params: { stop: ["END"] },
      redundancy: { replayShareBps: 2_000, replayBy: "members" },
    });
  }
});

test("a change after which the recipe no longer fits is refused as a whole", async () => {
  const { campaignId, requester } = await newCampaign();
  const update = (values: object) => updateCampaign({ campaignId, requester, change: change(values) });
  const variants = [{ modelId: "praca/starter" }, { modelId: "someone/else" }];
  expect(await update({ recipe: { name: "variants/1", variants }, title: "Two models" })).toMatchObject({
    ok: false,
    why: "recipe-misfit",
    misfit: { code: "recipe-model", path: ["recipe", "variants", 1, "modelId"] },
  });
  const three = [...recipe.variants, { temperature: 0.8 }];
  expect(await update({ recipe: { ...recipe, variants: three } })).toEqual({ ok: true });
  expect(await update({ candidatesPerPrompt: 2 })).toMatchObject({ ok: false, misfit: { code: "recipe-variants" } });
  expect(await getCampaign(campaignId, requester)).toMatchObject({
    title: "Safety labels",
    redundancy: { candidatesPerPrompt: 4 },
  });
});

test("nobody else's campaign can be changed or duplicated", async () => {
  const { campaignId } = await newCampaign();
  const stranger = { campaignId, requester: anybody() };
  await expect(updateCampaign({ ...stranger, change: change({ title: "Mine" }) })).rejects.toMatchObject({
    status: 404,
  });
  await expect(duplicateCampaign({ ...stranger, withPrompts: true })).rejects.toMatchObject({ status: 404 });
});

test("once opened, nothing that money or the rule rests on changes, and nothing else with it", async () => {
  const campaign = await newCampaign();
  await open(campaign);
  for (const fixed of [
    { samplePriceWei: "1" },
    { kinds: [{ kind: "prefer", priceWei: "1" }] },
    { languages: ["id"] },
    { candidatesPerPrompt: 2 },
    { licence: "MIT" },
    { access: { agents: false } },
    { recipe: { name: "critique-and-revise/1" } },
    { replayBy: "members" },
  ]) {
    const result = await updateCampaign({ ...campaign, change: change({ ...fixed, title: "Cheaper" }) });
    expect(result).toEqual({ ok: false, why: "fixed", fields: Object.keys(fixed) });
  }
  expect(await getCampaign(campaign.campaignId)).toMatchObject({ title: "Safety labels", state: "live" });
  expect(await updateCampaign({ ...campaign, change: change({ title: "Safer", description: "" }) })).toEqual({
    ok: true,
  });
  expect(await getCampaign(campaign.campaignId)).toMatchObject({ title: "Safer", description: "" });
});

test("new guidelines of an open campaign are a new version; the same ones are not", async () => {
  const campaign = await newCampaign();
  await open(campaign);
  for (const guidelines of ["Read it twice.", "Read it twice.", "Read it three times."]) {
    await updateCampaign({ ...campaign, change: change({ guidelines }) });
  }
  expect((await getCampaign(campaign.campaignId)).guidelines).toEqual({ version: 3, body: "Read it three times." });
  const versions = await db().guidelines.findMany({
    where: { campaignId: campaign.campaignId },
    orderBy: { version: "asc" },
    select: { body: true },
  });
  expect(versions.map(({ body }) => body)).toEqual([
    "Read the whole answer.",
    "Read it twice.",
    "Read it three times.",
  ]);
});

test("a closed campaign does not change", async () => {
  const campaign = await newCampaign();
  await db().campaign.update({ where: { id: campaign.campaignId }, data: { state: "closed" } });
  const result = await updateCampaign({ ...campaign, change: change({ title: "Open again" }) });
  expect(result).toEqual({ ok: false, why: "campaign-closed" });
});

test("a duplicate is a draft that asks for the same, with the prompts only if they are wanted", async () => {
  const campaign = await newCampaign();
  await open(campaign);
  const original = await getCampaign(campaign.campaignId);
  for (const [withPrompts, prompts] of [
    [true, 2],
    [false, 0],
  ] as const) {
    const { id } = await duplicateCampaign({ ...campaign, withPrompts });
    const copy = await getCampaign(id, campaign.requester);
    expect(copy).toMatchObject({ state: "draft", title: original.title, judging: original.judging });
    expect(copy.key).not.toBe(original.key);
    expect(copy.progress.promptsTotal).toBe(prompts);
  }
});

test("acknowledging a version is noted once, and only a version that there is", async () => {
  const campaign = await newCampaign();
  const address = anybody();
  const first = { campaignId: campaign.campaignId, address, version: 1 };
  await expect(acknowledgeGuidelines(first)).rejects.toMatchObject({ status: 404 });
  await open(campaign);
  expect(await acknowledgeGuidelines(first)).toEqual({ ok: true });
  expect(await acknowledgeGuidelines(first)).toEqual({ ok: true });
  expect(await acknowledgeGuidelines({ ...first, version: 2 })).toEqual({ ok: false, why: "no-such-version" });
  await updateCampaign({ ...campaign, change: change({ guidelines: "Changed." }) });
  expect(await acknowledgedVersions(address)).toEqual({ [campaign.campaignId]: 1 });
  await acknowledgeGuidelines({ ...first, version: 2 });
  expect(await acknowledgedVersions(address)).toEqual({ [campaign.campaignId]: 2 });
});

test("a request is refused with the path of each problem", () => {
  const problems = (values: object) =>
    campaignRequestSchema.safeParse({ ...request, ...values }).error?.issues.map(({ path }) => path.join("."));
  expect(problems({})).toBeUndefined();
  expect(problems({ title: "reversed \u202eeltit" })).toEqual(["title"]);
  expect(problems({ guidelines: "x".repeat(1_000_000) })).toEqual(["guidelines"]);
  expect(problems({ overheadBps: 0 })).toEqual([""]);
  expect(problems({ samplePriceWei: "-1" })).toEqual(["samplePriceWei"]);
  expect(problems({ kinds: [{ kind: "prefer", priceWei: "1", answersMin: 9 }] })).toEqual(["kinds.0.answersMin"]);
  expect(problems({ kinds: [{ kind: "rank", priceWei: "1", payRule: "agreement/1" }] })).toEqual(["kinds.0.payRule"]);
  expect(problems({ kinds: [request.kinds[1], request.kinds[1]] })).toEqual(["kinds"]);
  expect(problems({ models: [request.models[0], request.models[0]] })).toEqual(["models"]);
  expect(problems({ recipe: { name: "evolve/2" } })).toEqual(["recipe.name"]);
  expect(problems({ recipe, candidatesPerPrompt: 2 })).toBeUndefined();
  expect(problems({ recipe: { name: "multi-turn/1", followUps: [] } })).toEqual(["recipe.followUps"]);
  expect(problems({ params: { ...request.params, stop: [""] } })).toEqual(["params.stop.0"]);
  expect(problems({ replayShareBps: 0 })).toEqual(["replayShareBps"]);
});
