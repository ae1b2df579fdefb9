import fc from "fast-check";
import { expect, test } from "vitest";
import {
  holesOf,
  type Recipe,
  recipeCount,
  recipePrompts,
  recipeSchema,
} from "#app/features/campaigns/import/recipes.ts";

test("every combination is a prompt that says how it was made", () => {
  const recipe: Recipe = {
    template: "I am {persona}. {prompt}",
    slots: { persona: ["a nurse", "a {prompt}"], prompt: ["Help me plan", "Explain tides"] },
  };
  const made = [...recipePrompts(recipe)];
  expect(made.map(({ content }) => content)).toEqual([
    "I am a nurse. Help me plan",
    "I am a nurse. Explain tides",
    "I am a {prompt}. Help me plan",
    "I am a {prompt}. Explain tides",
  ]);
  expect(made[1]?.record).toEqual({
    recipe: "slots/1",
    template: recipe.template,
    values: { persona: "a nurse", prompt: "Explain tides" },
  });
});

test("a recipe makes as many prompts as it counts, all different where its values are", () => {
  const list = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(list, list, list, (first, second, third) => {
      const recipe = { template: "{a}-{b}-{c}-{a}", slots: { a: first, b: second, c: third } };
      const contents = [...recipePrompts(recipe)].map(({ content }) => content);
      expect(contents).toHaveLength(recipeCount(recipe));
      expect(new Set(contents).size).toBe(contents.length);
    }),
  );
});

test("a template without holes is one prompt; a hole without values, or too many prompts, is no recipe", () => {
  expect([...recipePrompts({ template: "Say hello", slots: {} })]).toHaveLength(1);
  expect(holesOf("{a} {b c} {a} {}")).toEqual(["a"]);
  expect(recipeSchema.safeParse({ template: "{a} {b}", slots: { a: ["x"] } }).success).toBe(false);
  const many = Array.from({ length: 101 }, (_, index) => `value ${index}`);
  expect(recipeSchema.safeParse({ template: "{a} {b}", slots: { a: many, b: many } }).success).toBe(false);
  expect(recipeSchema.safeParse({ template: "{a}", slots: { a: many } }).success).toBe(true);
  const long = { template: "{a}{a}{a}{a}{a}", slots: { a: ["x".repeat(7_000)] } };
  expect(recipeSchema.safeParse(long).success).toBe(false);
  expect(recipeSchema.safeParse({ template: "{toString}", slots: {} }).success).toBe(false);
});
