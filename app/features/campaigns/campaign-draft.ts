// What a requester says when a campaign is made. Parsed once by this schema; the database's row follows from it.
import { z } from "zod";
import { addressText } from "#app/features/auth/address.ts";
import { modelSchema, paramsSchema } from "#app/features/campaigns/draft.ts";
import { kindDraftSchema, taskKinds } from "#app/features/campaigns/kind-options.ts";

const price = z.bigint().positive();

export const draftSchema = z
  .strictObject({
    id: z.string().min(1).max(80).optional(),
    requester: addressText,
    title: z.string().trim().min(1).max(120),
    description: z.string().trim().max(1_000),
    guidelines: z.string().trim().min(1).max(20_000),
    languages: z.array(z.string().min(2).max(35)).min(1).max(20),
    licence: z.string().min(1).max(60),
    models: z.array(modelSchema).min(1).max(10),
    params: paramsSchema,
    candidatesPerPrompt: z.number().int().min(2).max(32).default(4),
    replayShareBps: z.number().int().min(0).max(10_000).default(1_000),
    samplePriceWei: price,
    overheadBps: z.number().int().min(0).max(10_000).default(1_000),
    kinds: z.array(kindDraftSchema).min(1).max(taskKinds.length),
  })
  .refine(({ kinds }) => new Set(kinds.map(({ kind }) => kind)).size === kinds.length, {
    path: ["kinds"],
    message: "a kind is named twice",
  });

export type CampaignDraft = z.input<typeof draftSchema>;
