import type { GenerationRecipe } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { variantOf } from "#app/features/campaigns/generation-recipes/variant.ts";

export type RecipeMisfit = {
  code: "recipe-model" | "recipe-variants" | "recipe-shown" | "recipe-greedy";
  message: string;
  path: Array<string | number>;
};

type Asked = {
  recipe: GenerationRecipe;
  models: ReadonlyArray<{ id: string }>;
  candidatesPerPrompt: number;
  params: { temperature: number; topK: number };
};

/** Below this a draw is greedy for all purposes. */
const greedyTemperature = 0.01;

/** What a recipe asks for that its campaign does not have; null when they fit. */
export function recipeMisfit(asked: Asked): RecipeMisfit | null {
  return misfitOfFields(asked) ?? misfitOfDraws(asked);
}

/** Greedy draws of one prompt are all the same: the second would be a duplicate, written for nothing. */
function misfitOfDraws({ recipe, candidatesPerPrompt, params }: Asked): RecipeMisfit | null {
  const askedBy = new Set<string>();
  for (let slot = 0; slot < candidatesPerPrompt; slot++) {
    const { index, params: drawn } = variantOf(recipe, slot, { params });
    if (drawn.temperature > greedyTemperature && drawn.topK !== 1) continue;
    const asked = `${index} ${slot % waysOf(recipe, candidatesPerPrompt)}`;
    if (askedBy.has(asked)) {
      const message =
        "greedy draws of one prompt are all alike: raise the temperature or ask for fewer samples a prompt";
      return { code: "recipe-greedy", message, path: ["params", "temperature"] };
    }
    askedBy.add(asked);
  }
  return null;
}

/** In how many ways a recipe asks for the same prompt. */
function waysOf(recipe: GenerationRecipe, slots: number): number {
  if (recipe.name === "personas/1") return recipe.personas.length;
  if (recipe.name === "evolve/1") return recipe.methods.length;
  return recipe.name === "self-instruct/1" ? slots : 1;
}

function misfitOfFields({ recipe, models, candidatesPerPrompt }: Asked): RecipeMisfit | null {
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
