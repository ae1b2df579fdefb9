import type { WantedModel } from "#app/features/campaigns/draft.ts";
import { catalogue, findModel, sizeBytes } from "#app/features/generation/models/catalogue.ts";
import { apiError } from "#app/lib/http.server.ts";

/** Throws 400 `unknown-model` for a model that nobody could run: none of the catalogue's, and without a card. */
export function requireKnownModels(models: ReadonlyArray<WantedModel>): void {
  const unknown = models.filter((model) => !isRunnable(model)).map(({ id, revision }) => ({ id, revision }));
  if (unknown.length === 0) return;
  throw apiError(
    400,
    "unknown-model",
    "GET /api/v1/models lists the models that the site knows. Another needs a card.",
    { unknown, known: catalogue.map(({ id, revision }) => ({ id, revision })) },
  );
}

function isRunnable({ id, revision, card }: WantedModel): boolean {
  return card !== undefined || findModel(id, revision) !== null;
}

/** The models of the catalogue, as a campaign's form offers them. */
export function offeredModels() {
  return catalogue.map((model) => {
    const { id, revision, name, licence, languages, dtypes } = model;
    return {
      id,
      revision,
      name,
      licence,
      languages: [...languages],
      dtype: dtypes.wasm,
      bytes: sizeBytes(model, dtypes.wasm),
    };
  });
}
