import type { GenerationRecipe } from "#app/features/campaigns/generation-recipes/recipe.ts";

export type RecipeMisfit = {
  code: "recipe-model" | "recipe-variants" | "recipe-shown";
  message: string;
  path: Array<string | number>;
};

type Asked = {
  recipe: GenerationRecipe;
  models: ReadonlyArray<{ id: string }>;
  candidatesPerPrompt: number;
};

/** What a recipe asks for that its campaign does not have; null when they fit. */
export function recipeMisfit({ recipe, models, candidatesPerPrompt }: Asked): RecipeMisfit | null {
  if (recipe.name === "self-instruct/1" && recipe.shown > recipe.seedPrompts.length) {
    const message = `it shows ${recipe.shown} seed prompts of ${recipe.seedPrompts.length}`;
    return { code: "recipe-shown", message, path: ["recipe", "shown"] };
  }
  if (recipe.name !== "variants/1") return null;
  const unknown = recipe.variants.findIndex(
    ({ modelId }) => modelId !== undefined && !models.some(({ id }) => id === modelId),
  );
  if (unknown >= 0) {
    const message = "a variant's model is not one of the campaign's";
    return { code: "recipe-model", message, path: ["recipe", "variants", unknown, "modelId"] };
  }
  // A variant that no slot takes would be promised and never written.
  if (recipe.variants.length <= candidatesPerPrompt) return null;
  const message = `${recipe.variants.length} variants, but ${candidatesPerPrompt} samples a prompt`;
  return { code: "recipe-variants", message, path: ["recipe", "variants"] };
}
