import { expect, test } from "vitest";
import { recipeMisfit } from "#app/features/campaigns/generation-recipes/misfit.ts";

const asked = {
  recipe: { name: "plain/1" as const },
  models: [{ id: "praca/starter" }],
  candidatesPerPrompt: 4,
  params: { temperature: 0.9, topK: 50 },
};
const greedy = { temperature: 0, topK: 0 };
const personas = ["a nurse", "a fisher", "a judge", "a pilot"];

test("greedy draws of one prompt would all be alike, unless the recipe asks in as many ways", () => {
  expect(recipeMisfit(asked)).toBeNull();
  expect(recipeMisfit({ ...asked, params: greedy })).toMatchObject({ code: "recipe-greedy" });
  expect(recipeMisfit({ ...asked, params: { temperature: 1, topK: 1 } })).toMatchObject({ code: "recipe-greedy" });
  expect(recipeMisfit({ ...asked, params: greedy, candidatesPerPrompt: 1 })).toBeNull();
  expect(recipeMisfit({ ...asked, params: greedy, recipe: { name: "personas/1", personas } })).toBeNull();
  expect(
    recipeMisfit({ ...asked, params: greedy, recipe: { name: "personas/1", personas: personas.slice(1) } }),
  ).toMatchObject({ code: "recipe-greedy" });
});

test("a greedy variant has one slot at most", () => {
  const variants = [{ temperature: 0 }, { temperature: 0.7 }, { temperature: 1 }, { temperature: 1.2 }];
  expect(recipeMisfit({ ...asked, recipe: { name: "variants/1", variants } })).toBeNull();
  const two = { name: "variants/1" as const, variants: variants.slice(0, 2) };
  expect(recipeMisfit({ ...asked, recipe: two })).toMatchObject({ code: "recipe-greedy" });
});
