import { z } from "zod";
import type { CampaignState, CampaignView } from "#app/features/campaigns/api.ts";
import { campaignBudget } from "#app/features/campaigns/budget.server.ts";
import { modelSchema, paramsSchema } from "#app/features/campaigns/draft.ts";
import { campaignProgress } from "#app/features/campaigns/progress.server.ts";
import { db } from "#app/lib/db.server.ts";
import { notFound } from "#app/lib/http.server.ts";
import type { Page } from "#app/lib/http.ts";
import { toWei } from "#app/lib/money.ts";
import type { Campaign, Guidelines } from "#prisma/generated/client.ts";

type Row = Campaign & { guidelines: Array<Guidelines> };
type ListInput = {
  state?: CampaignState | undefined;
  cursor?: string | undefined;
  limit: number;
  viewer?: string | undefined;
};

const newestGuidelines = { guidelines: { orderBy: { version: "desc" as const }, take: 1 } };

/** @param viewer sees drafts of their own; nobody else does */
export async function getCampaign(id: string, viewer?: string): Promise<CampaignView> {
  const found = await db().campaign.findFirst({ where: { id, ...visibleTo(viewer) }, include: newestGuidelines });
  if (!found) throw notFound("campaign");
  return toView(found);
}

export async function listCampaigns({ state, cursor, limit, viewer }: ListInput): Promise<Page<CampaignView>> {
  const rows = await db().campaign.findMany({
    where: { ...(state ? { state } : {}), ...visibleTo(viewer) },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    take: limit + 1,
    include: newestGuidelines,
  });
  const items = await Promise.all(rows.slice(0, limit).map(toView));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

function visibleTo(viewer: string | undefined) {
  const isPublic = { state: { not: "draft" as const } };
  return viewer ? { OR: [isPublic, { requester: viewer }] } : isPublic;
}

async function toView(row: Row): Promise<CampaignView> {
  const [progress, budget] = await Promise.all([
    campaignProgress(row.id, row.candidatesPerPrompt),
    campaignBudget(row.id),
  ]);
  const { id, key, requester, state, title, description, languages, licence, kinds, payRule } = row;
  const { candidatesPerPrompt, answersMin, answersMax, barPermille, replayShareBps } = row;
  return {
    ...{ id, key, requester, state, title, description, languages, licence, kinds, payRule },
    guidelines: { version: row.guidelinesVersion, body: row.guidelines[0]?.body ?? "" },
    models: z.array(modelSchema).parse(row.models),
    params: paramsSchema.parse(row.params),
    prices: {
      samplePriceWei: toWei(row.samplePriceWei).toString(),
      answerPriceWei: toWei(row.answerPriceWei).toString(),
      overheadBps: row.overheadBps,
    },
    redundancy: { candidatesPerPrompt, answersMin, answersMax, barPermille, replayShareBps },
    progress,
    budget,
    createdAt: row.createdAt.toISOString(),
  };
}
