import { z } from "zod";
import { accessSchema } from "#app/features/campaigns/access.ts";
import { replayBys } from "#app/features/campaigns/campaign-draft.ts";
import { modelSchema, paramsSchema } from "#app/features/campaigns/draft.ts";
import { generationRecipeSchema } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { payRules, taskKinds } from "#app/features/campaigns/kind-options.ts";
import { idSchema, type Operation, pageQuerySchema, pageSchema, weiSchema } from "#app/lib/http.ts";

export const campaignStates = ["draft", "funded", "live", "paused", "closed"] as const;
export type CampaignState = (typeof campaignStates)[number];

const count = z.number().int().nonnegative();

export const progressSchema = z.object({
  promptsTotal: count,
  promptsOpen: count,
  samplesWanted: count,
  samplesAccepted: count,
  tasksWanted: count,
  tasksOpen: count,
  tasksClosed: count,
  contributionsDecided: count,
  contributionsPaid: count,
});

export const budgetSchema = z.object({
  fundedWei: weiSchema,
  reservedWei: weiSchema,
  spentWei: weiSchema,
  availableWei: weiSchema,
});

/** What one kind asks of people, and what an answer pays. */
export const judgingSchema = z.object({
  kind: z.enum(taskKinds),
  priceWei: weiSchema,
  answersMin: count,
  answersMax: count,
  barPermille: count,
  payRule: z.enum(payRules),
  goldEvery: count,
  options: z.record(z.string(), z.unknown()),
});
export type Judging = z.infer<typeof judgingSchema>;

export const campaignSchema = z.object({
  id: idSchema,
  key: z.string(),
  requester: z.string(),
  state: z.enum(campaignStates),
  title: z.string(),
  description: z.string(),
  guidelines: z.object({ version: z.number().int(), body: z.string() }),
  languages: z.array(z.string()),
  licence: z.string(),
  kinds: z.array(z.enum(taskKinds)),
  models: z.array(modelSchema),
  params: paramsSchema,
  recipe: generationRecipeSchema,
  prices: z.object({ samplePriceWei: weiSchema, overheadBps: z.number().int() }),
  judging: z.array(judgingSchema),
  access: accessSchema,
  redundancy: z.object({
    candidatesPerPrompt: z.number().int(),
    replayShareBps: z.number().int(),
    replayBy: z.enum(replayBys),
  }),
  progress: progressSchema,
  budget: budgetSchema,
  createdAt: z.iso.datetime(),
});
export type CampaignView = z.infer<typeof campaignSchema>;
export type CampaignProgress = z.infer<typeof progressSchema>;
export type CampaignBudget = z.infer<typeof budgetSchema>;

export const campaignsQuerySchema = pageQuerySchema.extend({ state: z.enum(campaignStates).optional() });

export const operations: Array<Operation> = [
  {
    method: "get",
    path: "/api/v1/campaigns",
    summary: "Campaigns, newest first",
    query: campaignsQuerySchema,
    response: pageSchema(campaignSchema),
    signIn: false,
    errors: ["invalid-request"],
  },
  {
    method: "get",
    path: "/api/v1/campaigns/{id}",
    summary: "One campaign: what it wants, prices, rule, progress and budget",
    response: campaignSchema,
    signIn: false,
    errors: ["not-found"],
  },
  ...(["open", "pause", "close"] as const).map((step) => ({
    method: "post" as const,
    path: `/api/v1/campaigns/{id}/${step}`,
    summary: `The requester's: ${step} a campaign`,
    response: campaignSchema,
    signIn: true,
    errors: ["sign-in-required", "origin-mismatch", "not-found", "not-funded", "not-from-here"],
  })),
];
