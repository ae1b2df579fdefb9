// Leases of prompts to generate for. A prompt has one live lease at most; a slot that is leased again has the same seed.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { messagesSchema, modelSchema, paramsSchema } from "#app/features/campaigns/draft.ts";
import type { GenerationLeaseRequest, GenerationLeaseView } from "#app/features/generation/api.ts";
import { findModel } from "#app/features/generation/catalogue.ts";
import { hasReachedDay } from "#app/features/generation/daily-limit.server.ts";
import { slotSeeds } from "#app/features/generation/seeds.server.ts";
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

/** Prompts that one member may hold at once. */
const mostOpenLeases = 8;

/** What the member holds of this campaign already, with a new expiry, and then free prompts up to the number asked for. */
export function leasePrompts(input: LeaseInput): Promise<LeaseResult> {
  return inTransaction(async (tx) => {
    const campaign = await tx.campaign.findUnique({ where: { id: input.campaignId } });
    if (!campaign) return { ok: false, why: "campaign-unknown" };
    if (campaign.state !== "live") return { ok: false, why: "campaign-not-live" };
    if (campaign.requester === input.address) return { ok: false, why: "own-campaign" };
    const models = z.array(modelSchema).parse(campaign.models);
    // A revision that the catalogue does not know could neither be loaded nor drawn again.
    const model = models.find(({ id, revision }) => input.models.includes(id) && findModel(id, revision));
    if (!model) return { ok: false, why: "model-not-wanted" };
    if (await hasReachedDay(tx, input)) return { ok: false, why: "daily-limit" };

    const held = await renewOwn(tx, campaign, input);
    const free = Math.min(input.prompts - held.length, mostOpenLeases - (await countOpen(tx, input)));
    const taken = free > 0 ? await takeFree(tx, { campaign, input, model, count: free }) : [];
    return { ok: true, leases: [...held, ...taken].map((lease) => toView(campaign, lease)) };
  });
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
      modelId: { in: input.models },
      prompt: { campaignId: campaign.id },
    },
    include: { prompt: true, samples: { select: { seed: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: input.prompts,
  });
  const expiresAt = expiryFrom(input.now);
  await tx.generationLease.updateMany({ where: { id: { in: own.map(({ id }) => id) } }, data: { expiresAt } });
  return own.map((lease) => ({ ...lease, expiresAt }));
}

type Taking = { campaign: Campaign; input: LeaseInput; model: z.infer<typeof modelSchema>; count: number };

async function takeFree(tx: Transaction, { campaign, input, model, count }: Taking): Promise<Array<LeaseWithPrompt>> {
  const locked = await tx.$queryRaw<Array<{ id: string }>>`
    select prompt.id from "Prompt" prompt
    where prompt."campaignId" = ${campaign.id} and prompt.state = 'open' and not exists (
      select from "GenerationLease" lease
      where lease."promptId" = prompt.id and lease."submittedAt" is null and lease."expiresAt" > ${input.now})
    order by prompt.position, prompt.id limit ${count} for update of prompt skip locked`;
  const leases: Array<LeaseWithPrompt> = [];
  for (const { id } of locked) {
    const lease = await takePrompt(tx, id, { campaign, input, model, count });
    if (lease) leases.push(lease);
  }
  return leases;
}

/** The prompt is locked, but what was read before the lock may be old: whether it is free is asked again. */
async function takePrompt(tx: Transaction, promptId: string, { campaign, input, model }: Taking) {
  const live = { promptId, submittedAt: null, expiresAt: { gt: input.now } };
  if ((await tx.generationLease.count({ where: live })) > 0) return null;
  const spent = await tx.sample.findMany({ where: { promptId, slotSpent: true }, select: { slot: true } });
  const seeds = slotSeeds(promptId, campaign.candidatesPerPrompt);
  const slots = [...seeds.keys()]
    .filter((slot) => !spent.some((sample) => sample.slot === slot))
    .slice(0, input.candidates);
  if (slots.length === 0) return null;
  return tx.generationLease.create({
    data: {
      id: randomUUID(),
      promptId,
      address: input.address,
      modelId: model.id,
      modelRevision: model.revision,
      dtype: model.dtype,
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
  return {
    id: lease.id,
    expiresAt: lease.expiresAt.toISOString(),
    priceWei: toWei(campaign.samplePriceWei).toString(),
    prompt: { id: lease.promptId, messages: messagesSchema.parse(lease.prompt.messages) },
    model: { id: lease.modelId, revision: lease.modelRevision, dtype: lease.dtype },
    params: paramsSchema.parse(campaign.params),
    seeds: lease.seeds.filter((seed) => !done.has(seed)).map(Number),
  };
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + env().GENERATION_LEASE_SECONDS * 1_000);
}
