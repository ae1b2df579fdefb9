import { z } from "zod";
import { accessSchema } from "#app/features/campaigns/access.ts";
import {
  type CampaignBudget,
  type CampaignProgress,
  type CampaignState,
  type CampaignView,
  judgingSchema,
} from "#app/features/campaigns/api.ts";
import { campaignBudgets } from "#app/features/campaigns/budget.server.ts";
import { modelSchema, paramsSchema } from "#app/features/campaigns/draft.ts";
import { generationRecipeSchema } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { campaignProgresses } from "#app/features/campaigns/progress.server.ts";
import { ruleOf } from "#app/features/campaigns/rule.server.ts";
import { db } from "#app/lib/db.server.ts";
import { notFound } from "#app/lib/http.server.ts";
import type { Page } from "#app/lib/http.ts";
import { invariant } from "#app/lib/invariant.ts";
import { toWei } from "#app/lib/money.ts";
import type { Campaign, CampaignKind, Guidelines } from "#prisma/generated/client.ts";

type Row = Campaign & { guidelines: Array<Guidelines>; kinds: Array<CampaignKind> };
type ListInput = {
  state?: CampaignState | undefined;
  cursor?: string | undefined;
  limit: number;
  viewer?: string | undefined;
};

const parts = {
  guidelines: { orderBy: { version: "desc" as const }, take: 1 },
  kinds: { orderBy: { position: "asc" as const } },
};

/** @param viewer sees drafts of their own; nobody else does */
export async function getCampaign(id: string, viewer?: string): Promise<CampaignView> {
  const found = await db().campaign.findFirst({ where: { id, ...visibleTo(viewer) }, include: parts });
  if (!found) throw notFound("campaign");
  return viewOf(found);
}

/** The requester's own, whatever its state; 404 for anybody else's. `isOpened`: what money and the rule rest on stands. */
export async function getOwnCampaign(id: string, requester: string) {
  const found = await db().campaign.findFirst({ where: { id, requester }, include: parts });
  if (!found) throw notFound("campaign");
  return { campaign: await viewOf(found), isOpened: found.liveAt !== null };
}

export async function listCampaigns({ state, cursor, limit, viewer }: ListInput): Promise<Page<CampaignView>> {
  const rows = await db().campaign.findMany({
    where: { ...(state ? { state } : {}), ...visibleTo(viewer) },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    take: limit + 1,
    include: parts,
  });
  const items = await toViews(rows.slice(0, limit));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

function visibleTo(viewer: string | undefined) {
  const isPublic = { state: { not: "draft" as const } };
  return viewer ? { OR: [isPublic, { requester: viewer }] } : isPublic;
}

async function viewOf(row: Row): Promise<CampaignView> {
  const [view] = await toViews([row]);
  invariant(view, "one campaign has one view");
  return view;
}

async function toViews(rows: ReadonlyArray<Row>): Promise<Array<CampaignView>> {
  const [progresses, budgets] = await Promise.all([
    campaignProgresses(rows.map((row) => ({ id: row.id, rule: ruleOf(row) }))),
    campaignBudgets(rows.map(({ id }) => id)),
  ]);
  return rows.map((row) => {
    const [progress, budget] = [progresses.get(row.id), budgets.get(row.id)];
    invariant(progress && budget, "a campaign has its progress and its budget");
    return toView(row, progress, budget);
  });
}

function toView(row: Row, progress: CampaignProgress, budget: CampaignBudget): CampaignView {
  const { id, key, requester, state, title, description, languages, licence } = row;
  const { candidatesPerPrompt, replayShareBps, replayBy } = row;
  return {
    ...{ id, key, requester, state, title, description, languages, licence },
    guidelines: { version: row.guidelinesVersion, body: row.guidelines[0]?.body ?? "" },
    models: z.array(modelSchema).parse(row.models),
    params: paramsSchema.parse(row.params),
    recipe: generationRecipeSchema.parse(row.recipe),
    prices: {
      samplePriceWei: toWei(row.samplePriceWei).toString(),
      overheadBps: row.overheadBps,
    },
    redundancy: { candidatesPerPrompt, replayShareBps, replayBy },
    kinds: row.kinds.map(({ kind }) => kind),
    judging: row.kinds.map(toJudging),
    access: accessSchema.parse(row.access),
    progress,
    budget,
    createdAt: row.createdAt.toISOString(),
  };
}

function toJudging({ priceWei, ...kind }: CampaignKind) {
  return judgingSchema.strip().parse({ ...kind, priceWei: toWei(priceWei).toString() });
}
