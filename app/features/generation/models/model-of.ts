import type { WantedModel } from "#app/features/campaigns/draft.ts";
import { type CatalogueModel, findModel } from "#app/features/generation/models/catalogue.ts";

/** The model that a campaign's entry names: the catalogue's, else as its card says; null when neither knows it. */
export function modelOf({ id, revision, card }: WantedModel): CatalogueModel | null {
  const known = findModel(id, revision);
  if (known || !card) return known;
  return { id, revision, ...card, source: "hub", isReplayable: false };
}

/** One of a campaign's models as we know it; the catalogue's too, where the campaign has changed since. */
export function modelNamed(
  wanted: ReadonlyArray<WantedModel>,
  { id, revision }: { id: string; revision: string },
): CatalogueModel | null {
  const entry = wanted.find((one) => one.id === id && one.revision === revision);
  return entry ? modelOf(entry) : findModel(id, revision);
}
