import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { type CampaignDraft, draftSchema } from "#app/features/campaigns/campaign-draft.ts";
import type { kindDraftSchema } from "#app/features/campaigns/kind-options.ts";
import { campaignKeyOf } from "#app/lib/chain.ts";
import { db } from "#app/lib/db.server.ts";

/** Makes a draft: it goes live once it is funded on the chain and its requester opens it. */
export async function createCampaign(draft: CampaignDraft): Promise<{ id: string; key: string }> {
  const { guidelines, samplePriceWei, kinds, ...rest } = draftSchema.parse(draft);
  const id = rest.id ?? randomUUID();
  const campaign = await db().campaign.create({
    data: {
      ...rest,
      id,
      key: campaignKeyOf(id),
      samplePriceWei: samplePriceWei.toString(),
      kinds: { create: kindRows(kinds) },
      guidelines: { create: { version: 1, body: guidelines } },
    },
  });
  return { id: campaign.id, key: campaign.key };
}

/** Kinds as rows of their table, in the order they were given. */
export function kindRows(kinds: ReadonlyArray<z.output<typeof kindDraftSchema>>) {
  return kinds.map(({ priceWei, ...kind }, position) => ({ ...kind, position, priceWei: priceWei.toString() }));
}
