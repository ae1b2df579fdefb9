import type { GenerationRecipe } from "#app/features/campaigns/generation-recipes/recipe.ts";

type Sampled = { temperature: number };

export type Variant<Params extends Sampled> = {
  /** Which of the recipe's; 0 where it has none. */
  index: number;
  /** The model that it is for; null: any of the campaign's. */
  modelId: string | null;
  params: Params;
};

/** How many variants a recipe has; a slot's is `slot` mod this. */
export function variantCount(recipe: GenerationRecipe): number {
  return recipe.name === "variants/1" ? recipe.variants.length : 1;
}

/** @param params the campaign's, with what the slot's variant changes in them */
export function variantOf<Params extends Sampled>(
  recipe: GenerationRecipe,
  slot: number,
  { params }: { params: Params },
): Variant<Params> {
  const index = slot % variantCount(recipe);
  const variant = recipe.name === "variants/1" ? recipe.variants[index] : undefined;
  const temperature = variant?.temperature ?? params.temperature;
  return { index, modelId: variant?.modelId ?? null, params: { ...params, temperature } };
}
