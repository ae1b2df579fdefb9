// Prompts made by a recipe: a template with holes, and a list of values for each hole. Every combination is one prompt. Personas and
// harder versions of seed prompts are templates of this kind.
import { z } from "zod";
import { longestPrompt } from "#app/features/campaigns/import/prompt-line.ts";
import { plainText } from "#app/features/campaigns/kind-options.ts";
import { isPlainText } from "#app/features/campaigns/plain-text.ts";

export const mostRecipePrompts = 10_000;
const recipeName = "slots/1";

const value = z.string().trim().min(1).max(8_000).refine(isPlainText, plainText);

export type Recipe = { template: string; slots: Record<string, Array<string>> };

export const recipeSchema = z
  .strictObject({
    /** Holes are names in braces: `{persona}`. */
    template: z.string().trim().min(1).max(8_000).refine(isPlainText, plainText),
    slots: z.record(z.string().regex(/^[A-Za-z]\w{0,39}$/), z.array(value).min(1).max(mostRecipePrompts)),
  })
  .refine(({ template, slots }) => holesOf(template).every((hole) => Object.hasOwn(slots, hole)), {
    path: ["slots"],
    message: "a hole of the template has no values",
  })
  .refine((recipe) => recipeCount(recipe) <= mostRecipePrompts, {
    path: ["slots"],
    message: `more than ${mostRecipePrompts} prompts`,
  })
  .refine((recipe) => longestPromptOf(recipe) <= longestPrompt, {
    path: ["template"],
    message: `a prompt is longer than ${longestPrompt} characters`,
  });

/** How one prompt was made; kept with it. */
export type RecipeRecord = { recipe: string; template: string; values: Record<string, string> };
export type RecipePrompt = { content: string; record: RecipeRecord };

/** The names of a template's holes, each once, in their order. */
export function holesOf(template: string): Array<string> {
  return [...new Set([...template.matchAll(/\{([A-Za-z]\w{0,39})\}/g)].map(([, name = ""]) => name))];
}

/** How many prompts a recipe makes; 0 while a hole has no values. */
export function recipeCount({ template, slots }: Recipe): number {
  return holesOf(template).reduce((count, hole) => count * valuesOf(slots, hole).length, 1);
}

/** A hole may have the name of something that every object has. */
function valuesOf(slots: Recipe["slots"], hole: string): ReadonlyArray<string> {
  return Object.hasOwn(slots, hole) ? (slots[hole] ?? []) : [];
}

/** With the longest value in every hole. */
function longestPromptOf({ template, slots }: Recipe): number {
  const longest = (name: string) => Math.max(0, ...valuesOf(slots, name).map((text) => text.length));
  const holes = [...template.matchAll(/\{([A-Za-z]\w{0,39})\}/g)];
  return holes.reduce((sum, [hole, name = ""]) => sum - hole.length + longest(name), template.length);
}

/** Every combination; the last hole changes fastest. Values are put in as they are: a brace in one opens no hole. */
export function* recipePrompts({ template, slots }: Recipe): Generator<RecipePrompt> {
  const holes = holesOf(template);
  const count = recipeCount({ template, slots });
  for (let index = 0; index < count; index++) {
    const values: Record<string, string> = {};
    let rest = index;
    for (const hole of holes.toReversed()) {
      const list = valuesOf(slots, hole);
      values[hole] = list[rest % list.length] ?? "";
      rest = Math.floor(rest / list.length);
    }
    const content = template.replace(/\{([A-Za-z]\w{0,39})\}/g, (_hole: string, name: string) => values[name] ?? "");
    yield { content, record: { recipe: recipeName, template, values } };
  }
}
