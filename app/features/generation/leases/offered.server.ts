import { z } from "zod";
import { modelSchema } from "#app/features/campaigns/draft.ts";
import { generationRecipeSchema } from "#app/features/campaigns/generation-recipes/recipe.ts";
import type { OfferedCampaign } from "#app/features/generation/leases/offered.ts";
import { modelOf } from "#app/features/generation/models/model-of.ts";
import { db } from "#app/lib/db.server.ts";
import { toWei } from "#app/lib/money.ts";

/** Live campaigns that this member may write for with a model that can be loaded; those with a prompt that is free for them first. */
export async function offeredCampaigns(address: string, now: Date): Promise<Array<OfferedCampaign>> {
  const others = { address: { not: address }, submittedAt: null, expiresAt: { gt: now } };
  const free = { state: "open" as const, leases: { none: others } };
  const campaigns = await db().campaign.findMany({
    where: { state: "live", requester: { not: address } },
    include: { _count: { select: { prompts: { where: free } } } },
    orderBy: [{ liveAt: "desc" }, { id: "asc" }],
    take: 100,
  });
  return campaigns
    .toSorted((left, right) => Number(right._count.prompts > 0) - Number(left._count.prompts > 0))
    .flatMap((campaign) => {
      const models = z
        .array(modelSchema)
        .parse(campaign.models)
        .flatMap((entry) => modelOf(entry) ?? []);
      const [model] = models;
      if (!model) return [];
      const { id, title, description } = campaign;
      const priceWei = toWei(campaign.samplePriceWei).toString();
      const recipe = generationRecipeSchema.parse(campaign.recipe);
      const candidates = Math.min(campaign.candidatesPerPrompt, 32);
      const replayShare = campaign.replayShareBps / 10_000;
      return [{ id, title, description, priceWei, candidates, recipe, replayShare, model, models }];
    });
}
