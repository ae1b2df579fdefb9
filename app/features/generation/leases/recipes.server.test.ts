import { expect, test } from "vitest";
import { campaignRequestSchema } from "#app/features/campaigns/campaign-draft.ts";
import { requestOf } from "#app/features/campaigns/form/form-request.ts";
import { emptyForm } from "#app/features/campaigns/form/form-values.ts";
import { plainRecipeValues, type RecipeValues } from "#app/features/campaigns/form/recipe-values.ts";
import { nextMessages, writtenText } from "#app/features/campaigns/generation-recipes/messages.ts";
import { stepSeed } from "#app/features/campaigns/generation-recipes/step-seed.ts";
import type { DrawnStep, GenerationLeaseView, SubmittedSample } from "#app/features/generation/api.ts";
import { drawRows } from "#app/features/generation/engine/node-model.server.ts";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { provenanceSchema } from "#app/features/samples/provenance.ts";
import { db } from "#app/lib/db.server.ts";
import { leased, liveCampaign, newAddress, send, verify } from "#scripts/test/generating.ts";

const typed: RecipeValues = {
  ...plainRecipeValues(),
  seedPrompts: "Plan a picnic for four.\nName three birds.",
  shown: "2",
  personas: "a nurse on night shift\na retired judge",
  followUps: "And for a child?",
};

/** What the form sends when a recipe was chosen in it. */
function askedFor(name: RecipeValues["name"]) {
  const { recipe, params } = campaignRequestSchema.parse(
    requestOf({
      ...emptyForm(),
      title: "Packing lists",
      guidelines: "Prefer the list that leaves nothing out.",
      models: [{ id: starter.id, revision: starter.revision, dtype: "fp32" }],
      maxNewTokens: "16",
      recipe: { ...typed, name },
    }),
  );
  return { recipe, params };
}

/** All steps of one slot, drawn as a contributor's browser draws them. */
async function written(lease: GenerationLeaseView, index: number): Promise<SubmittedSample> {
  const { recipe, params, prompt } = lease;
  const [seed = 0, slot = 0] = [lease.seeds[index], lease.slots[index]];
  const steps: Array<DrawnStep> = [];
  const texts = () => steps.map(({ text }) => text);
  for (;;) {
    const messages = nextMessages(recipe, { ...prompt, promptId: prompt.id, slot, written: texts() });
    if (!messages) break;
    const [row] = await drawRows({ messages, seeds: [stepSeed(seed, steps.length)], params });
    if (!row) throw new Error("no row was drawn");
    const { tokenIds, finishReason, logProbabilities, text } = row;
    steps.push({ tokenIds, finishReason, logProbabilities, text });
  }
  const last = steps.at(-1);
  if (!last) throw new Error("a recipe has a step");
  const text = writtenText(recipe, { messages: prompt.messages, written: texts() });
  return { ...last, seed, text, tokensPerSecond: 100, steps: steps.slice(0, -1) };
}

const expected = [
  ["plain/1", 1],
  ["variants/1", 1],
  ["self-instruct/1", 1],
  ["evolve/1", 1],
  ["critique-and-revise/1", 3],
  ["personas/1", 1],
  ["multi-turn/1", 2],
] as const;

test.each(expected)("%s goes from the form to the record of each sample, and redraws from it", async (name, steps) => {
  const { id } = await liveCampaign({ candidates: 2, draft: askedFor(name) });
  const address = newAddress();
  const lease = await leased(id, address);
  expect(lease).toMatchObject({ recipe: { name }, steps });
  const samples = await Promise.all(lease.seeds.map((_, index) => written(lease, index)));
  const sent = await send(lease, address, samples);
  expect(sent.ok && sent.results.filter(({ state }) => state === "refused")).toEqual([]);

  await verify(lease.id);
  const rows = await db().sample.findMany({ where: { leaseId: lease.id } });
  expect(rows).toHaveLength(lease.seeds.length);
  for (const row of rows) {
    const { recipe, steps: count, params } = provenanceSchema.parse(row.provenance);
    expect({ recipe, count, params }).toEqual({ recipe: name, count: steps, params: lease.params });
    // A text that was there already is not replayed, and neither does it fail.
    expect(row.replay).toBe(row.reason === null ? "passed" : "none");
  }
  expect(rows.some(({ replay }) => replay === "passed")).toBe(true);
});

test("a step that was changed is not what its tokens say", async () => {
  const { id } = await liveCampaign({ candidates: 2, draft: askedFor("multi-turn/1") });
  const address = newAddress();
  const lease = await leased(id, address);
  const sample = await written(lease, 0);
  const [first, ...rest] = sample.steps ?? [];
  if (!first) throw new Error("a talk has a turn before the last");
  const forged = { ...sample, steps: [{ ...first, text: `${first.text} indeed` }, ...rest] };
  for (const wrong of [forged, { ...sample, steps: [] }, { ...sample, text: sample.steps?.[0]?.text ?? "" }]) {
    expect(await send(lease, address, [wrong])).toMatchObject({
      results: [{ state: "refused", code: "text-mismatch" }],
    });
  }
});
