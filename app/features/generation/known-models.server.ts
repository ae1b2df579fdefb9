import { catalogue, findModel } from "#app/features/generation/catalogue.ts";
import { apiError } from "#app/lib/http.server.ts";

type Model = { id: string; revision: string };

/** Throws 400 `unknown-model` for a model that nobody here could run. */
export function requireKnownModels(models: ReadonlyArray<Model>): void {
  const unknown = models.filter(({ id, revision }) => !findModel(id, revision));
  if (unknown.length === 0) return;
  throw apiError(400, "unknown-model", "GET /api/v1/models lists the models that a campaign can ask for.", {
    unknown,
    known: catalogue.map(({ id, revision }) => ({ id, revision })),
  });
}

/** The models that a campaign can ask for, as its form offers them. */
export function offeredModels() {
  return catalogue.map(({ id, revision, name, licence, dtypes }) => ({
    id,
    revision,
    name,
    licence,
    dtype: dtypes.wasm,
  }));
}
