import { z } from "zod";
import type { Recipe } from "#app/features/campaigns/import/recipes.ts";

const addedSchema = z.object({ added: z.number(), duplicates: z.number() });
type Added = z.infer<typeof addedSchema>;

/** Adds a recipe's prompts to a campaign. @returns null when the site did not take them */
export async function sendRecipe(campaignId: string, recipe: Recipe, language: string): Promise<Added | null> {
  try {
    const answer = await fetch(`/api/v1/campaigns/${campaignId}/recipes`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ recipe, language }),
    });
    return answer.ok ? addedSchema.parse(await answer.json()) : null;
  } catch {
    return null;
  }
}
