// What a requester says when a campaign is made. Parsed once by these schemas; the database's rows follow from them.
import { z } from "zod";
import { addressText } from "#app/features/auth/address.ts";
import { accessSchema } from "#app/features/campaigns/access.ts";
import { modelSchema, paramsSchema } from "#app/features/campaigns/draft.ts";
import {
  kindDraftSchema,
  kindRequestSchema,
  plainText,
  priceText,
  problem,
  taskKinds,
} from "#app/features/campaigns/kind-options.ts";
import { isPlainText } from "#app/features/campaigns/plain-text.ts";

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, "a BCP 47 tag such as en or pt-BR");

/** What may be changed at any time: nothing that money or the rule rests on. */
const words = {
  title: z.string().trim().min(1).max(120).refine(isPlainText, plainText),
  description: z.string().trim().max(1_000).refine(isPlainText, plainText),
  guidelines: z.string().trim().min(1).max(20_000).refine(isPlainText, plainText),
};

const fixedByTheFirstLease = {
  languages: z
    .array(language)
    .min(1)
    .max(20)
    .refine((tags) => new Set(tags).size === tags.length, problem("twice", "a language is named twice")),
  licence: z.string().trim().min(1).max(60).refine(isPlainText, plainText),
  models: z.array(modelSchema).min(1).max(10),
  params: paramsSchema,
};
const candidatesPerPrompt = z.number().int().min(2).max(32);

function kindsOf<Kind extends z.ZodType<{ kind: string }>>(kind: Kind) {
  return z
    .array(kind)
    .min(1)
    .max(taskKinds.length)
    .refine((kinds) => new Set(kinds.map(({ kind: name }) => name)).size === kinds.length, {
      ...problem("twice", "a kind is named twice"),
    });
}

/** What comes on top of each price: the site's word, not the requester's. */
export const usualOverheadBps = 1_000;

export const draftSchema = z.strictObject({
  ...words,
  ...fixedByTheFirstLease,
  id: z.string().min(1).max(80).optional(),
  requester: addressText,
  candidatesPerPrompt: candidatesPerPrompt.default(4),
  access: accessSchema.prefault({}),
  replayShareBps: z.number().int().min(0).max(10_000).default(1_000),
  samplePriceWei: z.bigint().positive(),
  overheadBps: z.number().int().min(0).max(10_000).default(usualOverheadBps),
  kinds: kindsOf(kindDraftSchema),
});
export type CampaignDraft = z.input<typeof draftSchema>;

/** What a requester sends: the site sets the overhead and the share of samples that is drawn again. */
export const campaignRequestSchema = z.strictObject({
  ...words,
  ...fixedByTheFirstLease,
  candidatesPerPrompt: candidatesPerPrompt.default(4),
  access: accessSchema.prefault({}),
  samplePriceWei: priceText,
  kinds: kindsOf(kindRequestSchema),
});

/** Some of it, before anything was leased. What is left out stays as it is, so nothing here has a default. */
export const campaignChangeSchema = campaignRequestSchema
  .extend({ candidatesPerPrompt, access: accessSchema })
  .partial();
export type CampaignChange = z.output<typeof campaignChangeSchema>;
/** Afterwards. */
export const wordsChangeSchema = z.strictObject(words).partial();
