import type { CatalogueModel } from "#app/features/generation/catalogue.ts";

/** A campaign that a member may write for, with the model that it is written by. */
export type OfferedCampaign = {
  id: string;
  title: string;
  description: string;
  priceWei: string;
  candidates: number;
  model: CatalogueModel;
};
