import fc from "fast-check";
import { expect, test } from "vitest";
import { nextMessages, type RecipeSlot, writtenText } from "#app/features/campaigns/generation-recipes/messages.ts";
import {
  evolveMethods,
  type GenerationRecipe,
  generationRecipeSchema,
  stepCount,
} from "#app/features/campaigns/generation-recipes/recipe.ts";

const prompt = {
  promptId: "prompt",
  language: "en",
  messages: [{ role: "user" as const, content: "What should I pack for two rainy days?" }],
};

const recipes: Array<GenerationRecipe> = [
  { name: "plain/1" },
  { name: "variants/1", variants: [{ temperature: 0.5 }, { temperature: 1.2 }] },
  { name: "self-instruct/1", seedPrompts: ["Plan a picnic.", "Name three birds.", "Fix this sentence."], shown: 2 },
  { name: "evolve/1", methods: ["deeper", "broader", "concrete"] },
  { name: "critique-and-revise/1" },
  { name: "personas/1", personas: ["a nurse on nights", "a fisher from Bahia", "a retired judge"] },
  { name: "multi-turn/1", followUps: ["And with a child?", "Shorter,\nplease."] },
];

function asked(recipe: GenerationRecipe, state: Partial<RecipeSlot> = {}) {
  return nextMessages(recipe, { ...prompt, slot: 0, written: [], ...state });
}

function lastOf(recipe: GenerationRecipe, state: Partial<RecipeSlot> = {}): string {
  return asked(recipe, state)?.at(-1)?.content ?? "";
}

test("every recipe is one that the schema takes, and an unknown one is not", () => {
  for (const recipe of recipes) expect(generationRecipeSchema.parse(recipe)).toEqual(recipe);
  expect(generationRecipeSchema.safeParse({ name: "plain/2" }).success).toBe(false);
  expect(generationRecipeSchema.safeParse({ name: "evolve/1", methods: ["harder"] }).success).toBe(false);
});

test("a plain answer is asked for with the prompt alone, and so is a variant", () => {
  expect(asked({ name: "plain/1" })).toEqual(prompt.messages);
  expect(asked({ name: "variants/1", variants: [{}, {}] }, { slot: 1 })).toEqual(prompt.messages);
});

test("self-instruct shows as many seed prompts as it says, with the prompt below", () => {
  const recipe: GenerationRecipe = { name: "self-instruct/1", seedPrompts: ["Sing.", "Dance.", "Rest."], shown: 2 };
  const text = lastOf(recipe);
  expect(recipe.seedPrompts.filter((seedPrompt) => text.includes(seedPrompt))).toHaveLength(2);
  expect(text).toContain("1. ");
  expect(text).toContain(prompt.messages[0]?.content);
  const shown = Array.from({ length: 12 }, (_, slot) => lastOf(recipe, { slot }));
  expect(new Set(shown).size).toBeGreaterThan(2);
});

test("slots of a prompt take the methods and the personas in turn", () => {
  const evolved = [0, 1, 2].map((slot) => lastOf({ name: "evolve/1", methods: [...evolveMethods] }, { slot }));
  expect(new Set(evolved).size).toBe(3);
  const personas = ["a nurse", "a fisher"];
  const asPersona = [0, 1, 2].map((slot) => lastOf({ name: "personas/1", personas }, { slot }));
  expect(asPersona[0]).toBe(asPersona[2]);
  expect(personas.every((persona) => asPersona.some((text) => text.includes(persona)))).toBe(true);
});

test("prompts of one slot start at different personas, so that none is left out", () => {
  const personas = ["a nurse", "a fisher", "a judge"];
  const texts = Array.from({ length: 40 }, (_, index) =>
    lastOf({ name: "personas/1", personas }, { promptId: `prompt ${index}` }),
  );
  expect(personas.every((persona) => texts.some((text) => text.includes(persona)))).toBe(true);
});

test("a critique follows the answer, the new answer follows both, and it is what is judged", () => {
  const recipe: GenerationRecipe = { name: "critique-and-revise/1" };
  expect(asked(recipe)).toEqual(prompt.messages);
  expect(asked(recipe, { written: ["Boots."] })?.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
  const revised = asked(recipe, { written: ["Boots.", "No umbrella."] });
  expect(revised?.slice(1, 4)).toMatchObject([{ content: "Boots." }, { role: "user" }, { content: "No umbrella." }]);
  expect(asked(recipe, { written: ["Boots.", "No umbrella.", "Boots, umbrella."] })).toBeNull();
  expect(writtenText(recipe, { ...prompt, written: ["Boots.", "No umbrella.", "Boots, umbrella."] })).toBe(
    "Boots, umbrella.",
  );
});

test("a talk is judged whole, with what was asked between as quotes", () => {
  const recipe: GenerationRecipe = { name: "multi-turn/1", followUps: ["And with a child?", "Shorter,\nplease."] };
  expect(asked(recipe, { written: ["Boots."] })?.slice(1)).toEqual([
    { role: "assistant", content: "Boots." },
    { role: "user", content: "And with a child?" },
  ]);
  expect(writtenText(recipe, { ...prompt, written: ["Boots.", "Toys too.", "Toys."] })).toBe(
    "Boots.\n\n> And with a child?\n\nToys too.\n\n> Shorter,\n> please.\n\nToys.",
  );
});

test("what a recipe adds is in the prompt's language, and what stands before the request stays", () => {
  const evolve: GenerationRecipe = { name: "evolve/1", methods: ["deeper"] };
  expect(lastOf(evolve, { language: "pt-BR" })).toContain("Reescreva");
  expect(lastOf(evolve, { language: "pt" })).toContain("Reescreva");
  expect(lastOf(evolve, { language: "id" })).toContain("Tulis ulang");
  expect(lastOf(evolve, { language: "sw" })).toContain("Rewrite");
  const messages = [{ role: "system" as const, content: "Be brief." }, ...prompt.messages];
  expect(asked(evolve, { messages })?.[0]).toEqual(messages[0]);
});

const recipe = fc.constantFrom(...recipes);
const words = fc.string({ minLength: 1, maxLength: 30 });

test("a recipe asks as often as it says and ends with the user each time, whatever is written", () => {
  fc.assert(
    fc.property(recipe, fc.nat({ max: 31 }), fc.array(words, { minLength: 6, maxLength: 6 }), (one, slot, texts) => {
      const written: Array<string> = [];
      for (let step = 0; step < stepCount(one); step++) {
        const messages = asked(one, { slot, written });
        expect(messages?.at(-1)).toMatchObject({ role: "user", content: expect.stringMatching(/\S/) });
        expect(asked(one, { slot, written })).toEqual(messages);
        written.push(texts[step] ?? "");
      }
      expect(asked(one, { slot, written })).toBeNull();
      expect(writtenText(one, { ...prompt, written })).toContain(written.at(-1));
    }),
  );
});

test("a step that says nothing ends the sample, and then nothing is judged", () => {
  fc.assert(
    fc.property(recipe, fc.array(words, { maxLength: 4 }), (one, texts) => {
      const written = [...texts, ""];
      expect(asked(one, { written })).toBeNull();
      expect(writtenText(one, { ...prompt, written })).toBe("");
    }),
  );
});
