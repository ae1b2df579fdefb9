// What a requester says when a campaign is made. Parsed once by these schemas; the database's rows follow from them.
import { z } from "zod";
import { addressText } from "#app/features/auth/address.ts";
import { accessSchema } from "#app/features/campaigns/access.ts";
import { modelSchema, paramsSchema } from "#app/features/campaigns/draft.ts";
import { recipeMisfit } from "#app/features/campaigns/generation-recipes/misfit.ts";
import { generationRecipeSchema, plainRecipe } from "#app/features/campaigns/generation-recipes/recipe.ts";
import {
  kindDraftSchema,
  kindRequestSchema,
  languageTag,
  plainText,
  priceText,
  problem,
  taskKinds,
} from "#app/features/campaigns/kind-options.ts";
import { isPlainText } from "#app/features/campaigns/plain-text.ts";

/** What may be changed at any time: nothing that money or the rule rests on. */
const words = {
  title: z.string().trim().min(1).max(120).refine(isPlainText, plainText),
  description: z.string().trim().max(1_000).refine(isPlainText, plainText),
  guidelines: z.string().trim().min(1).max(20_000).refine(isPlainText, plainText),
};

const fixedByTheFirstLease = {
  languages: z
    .array(languageTag)
    .min(1)
    .max(20)
    .refine((tags) => new Set(tags).size === tags.length, problem("twice", "a language is named twice")),
  licence: z.string().trim().min(1).max(60).refine(isPlainText, plainText),
  models: z
    .array(modelSchema)
    .min(1)
    .max(10)
    .refine((models) => new Set(models.map(({ id }) => id)).size === models.length, problem("twice", "a model twice")),
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

/** Who draws samples again: the server, for models that it holds, or members in their browsers. */
export const replayBys = ["server", "members"] as const;
const recipe = generationRecipeSchema;
const replayBy = z.enum(replayBys);
const shareBps = z.number().int().max(10_000);

export const draftSchema = z
  .strictObject({
    ...words,
    ...fixedByTheFirstLease,
    id: z.string().min(1).max(80).optional(),
    requester: addressText,
    candidatesPerPrompt: candidatesPerPrompt.default(4),
    recipe: recipe.default(plainRecipe),
    access: accessSchema.prefault({}),
    replayShareBps: shareBps.min(0).default(1_000),
    replayBy: replayBy.default("server"),
    samplePriceWei: z.bigint().positive(),
    overheadBps: z.number().int().min(0).max(10_000).default(usualOverheadBps),
    kinds: kindsOf(kindDraftSchema),
  })
  .superRefine(fitsItsRecipe);
export type CampaignDraft = z.input<typeof draftSchema>;

/** What a requester sends, field by field: the site sets the overhead, and some samples are drawn again in every campaign. */
export const campaignRequestFields = z.strictObject({
  ...words,
  ...fixedByTheFirstLease,
  candidatesPerPrompt: candidatesPerPrompt.default(4),
  recipe: recipe.default(plainRecipe),
  access: accessSchema.prefault({}),
  replayShareBps: shareBps.min(100).default(1_000),
  replayBy: replayBy.default("server"),
  samplePriceWei: priceText,
  kinds: kindsOf(kindRequestSchema),
});
export const campaignRequestSchema = campaignRequestFields.superRefine(fitsItsRecipe);

/** Some of it, before anything was leased. What is left out stays as it is, so nothing here has a default. */
export const campaignChangeSchema = campaignRequestFields
  .extend({ candidatesPerPrompt, recipe, access: accessSchema, replayShareBps: shareBps.min(100), replayBy })
  .partial();
export type CampaignChange = z.output<typeof campaignChangeSchema>;
/** Afterwards. */
export const wordsChangeSchema = z.strictObject(words).partial();

function fitsItsRecipe(draft: Parameters<typeof recipeMisfit>[0], context: z.core.$RefinementCtx): void {
  const misfit = recipeMisfit(draft);
  if (misfit) context.addIssue({ code: "custom", path: misfit.path, ...problem(misfit.code, misfit.message) });
}
