// What a campaign's models are asked to write, beyond a plain answer. A recipe is data; what it asks at each step follows from it
// alone (messages.ts), so that a verifier asks the same. A name carries its version: changed words are a new version.
import { z } from "zod";
import { plainText } from "#app/features/campaigns/kind-options.ts";
import { isPlainText } from "#app/features/campaigns/plain-text.ts";

export const evolveMethods = ["deeper", "broader", "concrete"] as const;
export type EvolveMethod = (typeof evolveMethods)[number];

function textUpTo(length: number) {
  return z.string().trim().min(1).max(length).refine(isPlainText, plainText);
}

const variantSchema = z.strictObject({
  /** One of the campaign's models; any of them where it is left out. */
  modelId: z.string().min(1).max(200).optional(),
  /** Instead of the campaign's. */
  temperature: z.number().min(0).max(2).optional(),
});

export const generationRecipeSchema = z.discriminatedUnion("name", [
  z.strictObject({ name: z.literal("plain/1") }),
  z.strictObject({
    name: z.literal("variants/1"),
    /** Slot i is drawn by variant i mod n. */
    variants: z.array(variantSchema).min(2).max(8),
  }),
  z.strictObject({
    name: z.literal("self-instruct/1"),
    seedPrompts: z.array(textUpTo(1_000)).min(2).max(64),
    /** How many of them a model is shown at once. */
    shown: z.number().int().min(1).max(8),
  }),
  z.strictObject({
    name: z.literal("evolve/1"),
    methods: z.array(z.enum(evolveMethods)).min(1).max(evolveMethods.length),
  }),
  z.strictObject({ name: z.literal("critique-and-revise/1") }),
  z.strictObject({
    name: z.literal("personas/1"),
    personas: z.array(textUpTo(500)).min(1).max(64),
  }),
  z.strictObject({
    name: z.literal("multi-turn/1"),
    followUps: z.array(textUpTo(1_000)).min(1).max(5),
  }),
]);
export type GenerationRecipe = z.infer<typeof generationRecipeSchema>;
export type RecipeName = GenerationRecipe["name"];

export const recipeNames = [
  "plain/1",
  "variants/1",
  "self-instruct/1",
  "evolve/1",
  "critique-and-revise/1",
  "personas/1",
  "multi-turn/1",
] as const satisfies ReadonlyArray<RecipeName>;

/** What names a recipe in the catalogues of words. */
export const recipeKeys = {
  "plain/1": "plain",
  "variants/1": "variants",
  "self-instruct/1": "selfInstruct",
  "evolve/1": "evolve",
  "critique-and-revise/1": "critique",
  "personas/1": "personas",
  "multi-turn/1": "multiTurn",
} as const satisfies Record<RecipeName, string>;

export const plainRecipe: GenerationRecipe = { name: "plain/1" };

/** How often a model writes for one sample, at most. */
export function stepCount(recipe: GenerationRecipe): number {
  if (recipe.name === "critique-and-revise/1") return 3;
  return recipe.name === "multi-turn/1" ? recipe.followUps.length + 1 : 1;
}
