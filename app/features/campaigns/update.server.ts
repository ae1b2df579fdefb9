// Changes of a campaign by its requester. Before it is opened for the first time everything may change; afterwards what people were
// told (prices, rule, kinds) stands, and new guidelines are a new version.
import { z } from "zod";
import { type CampaignChange, wordsChangeSchema } from "#app/features/campaigns/campaign-draft.ts";
import { kindRows } from "#app/features/campaigns/create.server.ts";
import { modelSchema, paramsSchema } from "#app/features/campaigns/draft.ts";
import { type RecipeMisfit, recipeMisfit } from "#app/features/campaigns/generation-recipes/misfit.ts";
import { generationRecipeSchema } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { lockCampaign } from "#app/features/campaigns/open-prompts.server.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { notFound } from "#app/lib/http.server.ts";
import type { Campaign } from "#prisma/generated/client.ts";

type Update = { campaignId: string; requester: string; change: CampaignChange };
export type Updated =
  | { ok: true }
  | { ok: false; why: "campaign-closed" }
  | { ok: false; why: "recipe-misfit"; misfit: RecipeMisfit }
  | { ok: false; why: "fixed"; fields: Array<string> };

/** Changes the requester's campaign, or says which of the fields can't change any more; nothing then does. 404 for anybody else's. */
export async function updateCampaign({ campaignId, requester, change }: Update): Promise<Updated> {
  return inTransaction(async (tx) => {
    const campaign = await lockCampaign(tx, campaignId);
    if (campaign?.requester !== requester) throw notFound("campaign");
    if (campaign.state === "closed") return { ok: false, why: "campaign-closed" };
    const fields = campaign.liveAt ? fixedFields(change) : [];
    if (fields.length > 0) return { ok: false, why: "fixed", fields };
    const misfit = recipeMisfit({ ...askedOf(campaign), ...change });
    if (misfit) return { ok: false, why: "recipe-misfit", misfit };

    const { guidelines, kinds, samplePriceWei, ...rest } = change;
    const price = samplePriceWei === undefined ? {} : { samplePriceWei: samplePriceWei.toString() };
    await tx.campaign.update({ where: { id: campaignId }, data: { ...rest, ...price } });
    if (kinds) {
      await tx.campaignKind.deleteMany({ where: { campaignId } });
      await tx.campaignKind.createMany({ data: kindRows(kinds).map((kind) => ({ ...kind, campaignId })) });
    }
    if (guidelines !== undefined) await writeGuidelines(tx, campaign, guidelines);
    return { ok: true };
  });
}

/** What the recipe has to fit, as it stands. */
function askedOf({ recipe, models, candidatesPerPrompt, params }: Campaign) {
  return {
    recipe: generationRecipeSchema.parse(recipe),
    models: z.array(modelSchema).parse(models),
    candidatesPerPrompt,
    params: paramsSchema.parse(params),
  };
}

/** What was fixed by the first opening. */
function fixedFields(change: CampaignChange): Array<string> {
  return Object.entries(change)
    .filter(([field, value]) => value !== undefined && !(field in wordsChangeSchema.shape))
    .map(([field]) => field);
}

/** A draft's guidelines are written over: nobody else has seen them. Later ones are a new version, which people are asked to read. */
async function writeGuidelines(tx: Transaction, campaign: Campaign, body: string): Promise<void> {
  const { id: campaignId, guidelinesVersion: version } = campaign;
  const key = { campaignId_version: { campaignId, version } };
  const newest = await tx.guidelines.findUnique({ where: key });
  if (newest?.body === body) return;
  if (campaign.state === "draft") {
    await tx.guidelines.update({ where: key, data: { body } });
    return;
  }
  await tx.guidelines.create({ data: { campaignId, version: version + 1, body } });
  await tx.campaign.update({ where: { id: campaignId }, data: { guidelinesVersion: version + 1 } });
}
