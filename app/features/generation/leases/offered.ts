import type { GenerationRecipe } from "#app/features/campaigns/generation-recipes/recipe.ts";
import type { CatalogueModel } from "#app/features/generation/models/catalogue.ts";

/** A campaign that a member may write for, with the model that it is written by. */
export type OfferedCampaign = {
  id: string;
  title: string;
  description: string;
  priceWei: string;
  candidates: number;
  recipe: GenerationRecipe;
  /** Of its samples, how many are drawn again: 0 to 1. */
  replayShare: number;
  /** The first of its models, as most want it. */
  model: CatalogueModel;
  /** All of them that a browser can load. */
  models: ReadonlyArray<CatalogueModel>;
};
