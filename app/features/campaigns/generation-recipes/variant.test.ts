import { expect, test } from "vitest";
import type { GenerationRecipe } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { variantCount, variantOf } from "#app/features/campaigns/generation-recipes/variant.ts";

const params = { temperature: 0.9, topP: 0.95, topK: 0, repetitionPenalty: 1, maxNewTokens: 32 };

test("slots take the variants in turn; what a variant does not say is the campaign's", () => {
  const recipe: GenerationRecipe = {
    name: "variants/1",
    variants: [{ temperature: 0.4 }, { modelId: "praca/starter" }, { modelId: "other", temperature: 1.3 }],
  };
  expect(variantCount(recipe)).toBe(3);
  expect([0, 1, 2, 3].map((slot) => variantOf(recipe, slot, { params }))).toEqual([
    { index: 0, modelId: null, params: { ...params, temperature: 0.4 } },
    { index: 1, modelId: "praca/starter", params },
    { index: 2, modelId: "other", params: { ...params, temperature: 1.3 } },
    { index: 0, modelId: null, params: { ...params, temperature: 0.4 } },
  ]);
});

test("every other recipe has one variant, drawn as the campaign says", () => {
  expect(variantOf({ name: "critique-and-revise/1" }, 7, { params })).toEqual({ index: 0, modelId: null, params });
});
