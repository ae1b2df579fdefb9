// Leases of prompts to generate for. A prompt has one live lease at most; a slot that is leased again has the same seed.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { messagesSchema, modelSchema, paramsSchema, type WantedModel } from "#app/features/campaigns/draft.ts";
import {
  type GenerationRecipe,
  generationRecipeSchema,
  stepCount,
} from "#app/features/campaigns/generation-recipes/recipe.ts";
import { variantCount, variantOf } from "#app/features/campaigns/generation-recipes/variant.ts";
import type { GenerationLeaseRequest, GenerationLeaseView } from "#app/features/generation/api.ts";
import { hasReachedDay } from "#app/features/generation/leases/daily-limit.server.ts";
import { slotSeeds } from "#app/features/generation/leases/seeds.server.ts";
import { modelOf } from "#app/features/generation/models/model-of.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { toWei } from "#app/lib/money.ts";
import type { Campaign, GenerationLease, Prompt } from "#prisma/generated/client.ts";

export type LeaseRefusal =
  | "campaign-unknown"
  | "campaign-not-live"
  | "own-campaign"
  | "model-not-wanted"
  | "daily-limit";
export type LeaseResult = { ok: true; leases: Array<GenerationLeaseView> } | { ok: false; why: LeaseRefusal };

type LeaseInput = GenerationLeaseRequest & { address: string; now: Date };
type LeaseWithPrompt = GenerationLease & { prompt: Prompt; samples?: Array<{ seed: bigint }> };

/** A lease is renewed for so many times its length; then the prompt is anybody's. */
const mostLeaseLengths = 4;
/** Prompts that one member may hold at once. */
const mostOpenLeases = 8;

/** What the member holds of this campaign already, with a new expiry, and then free prompts up to the number asked for. */
export function leasePrompts(input: LeaseInput): Promise<LeaseResult> {
  return inTransaction(async (tx) => {
    const campaign = await tx.campaign.findUnique({ where: { id: input.campaignId } });
    if (!campaign) return { ok: false, why: "campaign-unknown" };
    if (campaign.state !== "live") return { ok: false, why: "campaign-not-live" };
    if (campaign.requester === input.address) return { ok: false, why: "own-campaign" };
    const runs = runnable(campaign, input);
    if (runs.length === 0) return { ok: false, why: "model-not-wanted" };
    if (await hasReachedDay(tx, input)) return { ok: false, why: "daily-limit" };

    const held = await renewOwn(tx, campaign, input);
    const free = Math.min(input.prompts - held.length, mostOpenLeases - (await countOpen(tx, input)));
    const taken = free > 0 ? await takeFree(tx, { campaign, input, runs, count: free }) : [];
    return { ok: true, leases: [...held, ...taken].map((lease) => toView(campaign, lease)) };
  });
}

/** A variant of the campaign's recipe, with a model of the caller's for it. */
type Run = { variant: number; model: WantedModel };

/** The variants that the caller can write. What neither the catalogue nor a card knows could not be loaded. */
function runnable(campaign: Campaign, { models }: LeaseInput): Array<Run> {
  const recipe = recipeOf(campaign);
  const params = paramsSchema.parse(campaign.params);
  const mine = z
    .array(modelSchema)
    .parse(campaign.models)
    .filter((entry) => models.includes(entry.id) && modelOf(entry) !== null);
  return Array.from({ length: variantCount(recipe) }, (_, variant) => variant).flatMap((variant) => {
    const { modelId } = variantOf(recipe, variant, { params });
    const model = mine.find(({ id }) => modelId === null || modelId === id);
    return model ? [{ variant, model }] : [];
  });
}

function recipeOf(campaign: Campaign): GenerationRecipe {
  return generationRecipeSchema.parse(campaign.recipe);
}

function countOpen(tx: Transaction, { address, now }: LeaseInput): Promise<number> {
  return tx.generationLease.count({ where: { address, submittedAt: null, expiresAt: { gt: now } } });
}

/** A tab that was closed left its leases behind: the same member goes on with them. */
async function renewOwn(tx: Transaction, campaign: Campaign, input: LeaseInput): Promise<Array<LeaseWithPrompt>> {
  const own = await tx.generationLease.findMany({
    where: {
      address: input.address,
      submittedAt: null,
      expiresAt: { gt: input.now },
      createdAt: { gt: new Date(input.now.getTime() - mostLeaseLengths * env().GENERATION_LEASE_SECONDS * 1_000) },
      modelId: { in: input.models },
      prompt: {
        campaignId: campaign.id,
        samples: { none: { address: input.address, state: "rejected", slotSpent: false } },
      },
    },
    include: { prompt: true, samples: { select: { seed: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: input.prompts,
  });
  const expiresAt = expiryFrom(input.now);
  await tx.generationLease.updateMany({ where: { id: { in: own.map(({ id }) => id) } }, data: { expiresAt } });
  return own.map((lease) => ({ ...lease, expiresAt }));
}

type Taking = { campaign: Campaign; input: LeaseInput; runs: ReadonlyArray<Run>; count: number };

/** Free prompts with a slot of a variant that the caller can write, but for those where what the caller wrote was no true draw. */
async function takeFree(tx: Transaction, taking: Taking): Promise<Array<LeaseWithPrompt>> {
  const { campaign, input, runs, count } = taking;
  const variants = runs.map(({ variant }) => variant);
  const locked = await tx.$queryRaw<Array<{ id: string }>>`
    select prompt.id from "Prompt" prompt
    where prompt."campaignId" = ${campaign.id} and prompt.state = 'open' and not exists (
      select from "GenerationLease" lease
      where lease."promptId" = prompt.id and lease."submittedAt" is null and lease."expiresAt" > ${input.now})
    and exists (
      select from generate_series(0, ${campaign.candidatesPerPrompt}::int - 1) slot
      where slot % ${variantCount(recipeOf(campaign))}::int = any(${variants}::int[]) and not exists (
        select from "Sample" sample
        where sample."promptId" = prompt.id and sample.slot = slot.slot and sample."slotSpent"))
    and not exists (
      select from "Sample" own
      where own."promptId" = prompt.id and own.address = ${input.address} and own.state = 'rejected' and not own."slotSpent")
    order by prompt.position, prompt.id limit ${count} for update of prompt skip locked`;
  const leases: Array<LeaseWithPrompt> = [];
  for (const { id } of locked) {
    const lease = await takePrompt(tx, id, taking);
    if (lease) leases.push(lease);
  }
  return leases;
}

/** The prompt is locked, but what was read before the lock may be old: whether it is free is asked again. */
async function takePrompt(tx: Transaction, promptId: string, { campaign, input, runs }: Taking) {
  const live = { promptId, submittedAt: null, expiresAt: { gt: input.now } };
  if ((await tx.generationLease.count({ where: live })) > 0) return null;
  const spent = await tx.sample.findMany({ where: { promptId, slotSpent: true }, select: { slot: true } });
  const seeds = slotSeeds(promptId, campaign.candidatesPerPrompt);
  const count = variantCount(recipeOf(campaign));
  const open = [...seeds.keys()].filter((slot) => !spent.some((sample) => sample.slot === slot));
  const run = runs.find(({ variant }) => open.some((slot) => slot % count === variant));
  if (!run) return null;

  const { model, variant } = run;
  const slots = open.filter((slot) => slot % count === variant).slice(0, input.candidates);
  return tx.generationLease.create({
    data: {
      id: randomUUID(),
      promptId,
      address: input.address,
      modelId: model.id,
      modelRevision: model.revision,
      dtype: model.dtype,
      variant,
      slots,
      seeds: slots.map((slot) => BigInt(seeds[slot] ?? 0)),
      createdAt: input.now,
      expiresAt: expiryFrom(input.now),
    },
    include: { prompt: true },
  });
}

function toView(campaign: Campaign, lease: LeaseWithPrompt): GenerationLeaseView {
  const done = new Set(lease.samples?.map(({ seed }) => seed));
  const left = lease.seeds
    .map((seed, index) => ({ seed, slot: lease.slots[index] ?? 0 }))
    .filter(({ seed }) => !done.has(seed));
  const recipe = recipeOf(campaign);
  return {
    id: lease.id,
    expiresAt: lease.expiresAt.toISOString(),
    priceWei: toWei(campaign.samplePriceWei).toString(),
    prompt: {
      id: lease.promptId,
      language: lease.prompt.language,
      messages: messagesSchema.parse(lease.prompt.messages),
    },
    model: { id: lease.modelId, revision: lease.modelRevision, dtype: lease.dtype },
    params: variantOf(recipe, lease.variant, { params: paramsSchema.parse(campaign.params) }).params,
    recipe,
    steps: stepCount(recipe),
    seeds: left.map(({ seed }) => Number(seed)),
    slots: left.map(({ slot }) => slot),
  };
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + env().GENERATION_LEASE_SECONDS * 1_000);
}
