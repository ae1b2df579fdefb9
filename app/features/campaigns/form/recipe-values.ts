// The recipe as it is typed, with what was typed for others of them: nothing is lost while another is looked at.
import { z } from "zod";
import { numberOf, textsOf, typedTexts } from "#app/features/campaigns/form/typed-text.ts";
import {
  evolveMethods,
  type GenerationRecipe,
  recipeNames,
} from "#app/features/campaigns/generation-recipes/recipe.ts";
import { assertNever } from "#app/lib/invariant.ts";

const text = z.string().max(100_000);

export const recipeValuesSchema = z.object({
  name: z.enum(recipeNames),
  /** `modelId` empty: any of the campaign's; `temperature` empty: the campaign's. */
  variants: z.array(z.object({ modelId: text, temperature: text })),
  seedPrompts: text,
  shown: text,
  methods: z.array(z.enum(evolveMethods)),
  personas: text,
  followUps: text,
});
export type RecipeValues = z.infer<typeof recipeValuesSchema>;

export function plainRecipeValues(): RecipeValues {
  return {
    name: "plain/1",
    variants: [
      { modelId: "", temperature: "0.5" },
      { modelId: "", temperature: "1.1" },
    ],
    ...{ seedPrompts: "", shown: "3", methods: [...evolveMethods], personas: "", followUps: "" },
  };
}

/** As the public interface takes it; not checked here. */
export function recipeRequestOf(values: RecipeValues) {
  const { name } = values;
  switch (name) {
    case "plain/1":
    case "critique-and-revise/1":
      return { name };
    case "variants/1":
      return { name, variants: values.variants.map(variantOf) };
    case "self-instruct/1":
      return { name, seedPrompts: textsOf(values.seedPrompts), shown: numberOf(values.shown) };
    case "evolve/1":
      return { name, methods: evolveMethods.filter((method) => values.methods.includes(method)) };
    case "personas/1":
      return { name, personas: textsOf(values.personas) };
    case "multi-turn/1":
      return { name, followUps: textsOf(values.followUps) };
    default:
      return assertNever(name);
  }
}

function variantOf({ modelId, temperature }: RecipeValues["variants"][number]) {
  return {
    ...(modelId === "" ? {} : { modelId }),
    ...(temperature.trim() === "" ? {} : { temperature: numberOf(temperature) }),
  };
}

/** A recipe that there is, as if it had been typed. */
export function recipeValuesOf(recipe: GenerationRecipe): RecipeValues {
  return { ...plainRecipeValues(), name: recipe.name, ...typedParts(recipe) };
}

function typedParts(recipe: GenerationRecipe): Partial<RecipeValues> {
  switch (recipe.name) {
    case "plain/1":
    case "critique-and-revise/1":
      return {};
    case "variants/1":
      return {
        variants: recipe.variants.map(({ modelId = "", temperature }) => ({
          modelId,
          temperature: temperature === undefined ? "" : String(temperature),
        })),
      };
    case "self-instruct/1":
      return { seedPrompts: typedTexts(recipe.seedPrompts), shown: String(recipe.shown) };
    case "evolve/1":
      return { methods: [...recipe.methods] };
    case "personas/1":
      return { personas: typedTexts(recipe.personas) };
    case "multi-turn/1":
      return { followUps: typedTexts(recipe.followUps) };
    default:
      return assertNever(recipe);
  }
}
