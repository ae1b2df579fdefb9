// What a requester says when a campaign is made. Parsed once by this schema; the database's row follows from it.
import { z } from "zod";
import { addressText } from "#app/features/auth/address.ts";
import { modelSchema, paramsSchema } from "#app/features/campaigns/draft.ts";

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
    answersMin: z.number().int().min(1).max(20).default(2),
    answersMax: z.number().int().min(1).max(20).default(5),
    barPermille: z.number().int().gt(500).max(999).default(950),
    replayShareBps: z.number().int().min(0).max(10_000).default(1_000),
    samplePriceWei: price,
    answerPriceWei: price,
    overheadBps: z.number().int().min(0).max(10_000).default(1_000),
  })
  .refine((draft) => draft.answersMin <= draft.answersMax, { path: ["answersMin"], message: "above answersMax" });

export type CampaignDraft = z.input<typeof draftSchema>;
