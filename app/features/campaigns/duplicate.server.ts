import { randomUUID } from "node:crypto";
import { plainRecipe } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { campaignKeyOf } from "#app/lib/chain.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { notFound } from "#app/lib/http.server.ts";

type Duplicate = { campaignId: string; requester: string; withPrompts: boolean };

/** A new draft with everything that the requester's campaign asks for, its newest guidelines, and its prompts if they are wanted. */
export async function duplicateCampaign({ campaignId, requester, withPrompts }: Duplicate): Promise<{ id: string }> {
  const source = await db().campaign.findFirst({
    where: { id: campaignId, requester },
    include: { kinds: true, guidelines: { orderBy: { version: "desc" }, take: 1 } },
  });
  if (!source) throw notFound("campaign");
  const { kinds, guidelines, models, params, recipe, access, samplePriceWei, ...row } = source;
  const { title, description, languages, licence, candidatesPerPrompt, replayShareBps, replayBy, overheadBps } = row;

  const id = randomUUID();
  await inTransaction(async (tx) => {
    await tx.campaign.create({
      data: {
        ...{ id, key: campaignKeyOf(id), requester, title, description, languages, licence },
        ...{ candidatesPerPrompt, replayShareBps, replayBy, overheadBps, samplePriceWei },
        ...{ models: models ?? [], params: params ?? {}, recipe: recipe ?? plainRecipe, access: access ?? {} },
        guidelines: { create: { version: 1, body: guidelines[0]?.body ?? "" } },
      },
    });
    await tx.campaignKind.createMany({
      data: kinds.map((kind) => ({ ...kind, campaignId: id, options: kind.options ?? {} })),
    });
    if (withPrompts) {
      await tx.$executeRaw`
        insert into "Prompt" (id, "campaignId", messages, language, digest, recipe, position)
        select gen_random_uuid()::text, ${id}, messages, language, digest, recipe, position from "Prompt"
        where "campaignId" = ${campaignId}`;
    }
  });
  return { id };
}
