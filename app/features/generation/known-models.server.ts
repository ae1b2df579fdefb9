import type { WantedModel } from "#app/features/campaigns/draft.ts";
import { catalogue, findModel, sizeBytes } from "#app/features/generation/catalogue.ts";
import { apiError } from "#app/lib/http.server.ts";

/** On the hub a model is `owner/name`, and a revision a whole commit: a branch may say something else tomorrow. */
const hubId = /^[\w.-]+\/[\w.-]+$/;
const commit = /^[0-9a-f]{40}$/;

/** Throws 400 `unknown-model` for a model that nobody could run: none of the catalogue's, and without a card or a commit. */
export function requireKnownModels(models: ReadonlyArray<WantedModel>): void {
  const unknown = models.filter((model) => !isRunnable(model)).map(({ id, revision }) => ({ id, revision }));
  if (unknown.length === 0) return;
  throw apiError(
    400,
    "unknown-model",
    "GET /api/v1/models lists the models that the site knows. Another needs a card, and a commit of the hub as its revision.",
    { unknown, known: catalogue.map(({ id, revision }) => ({ id, revision })) },
  );
}

function isRunnable({ id, revision, card }: WantedModel): boolean {
  if (findModel(id, revision)) return true;
  return card !== undefined && hubId.test(id) && !id.startsWith("praca/") && commit.test(revision);
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
