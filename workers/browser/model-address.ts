// Where a model's files are asked for. Pure, so that a test can ask a local server in the hub's layout by the same addresses.
import type { WorkerModel } from "#workers/browser/protocol.ts";

type ModelAddress = Pick<WorkerModel, "id" | "revision" | "source" | "hubUrl">;

/**
 * Settings of transformers.js for one model. Our own site is one more server in the hub's manner. The revision is part of every
 * address and of the cache's name, so that a new one is never mixed with an old one's files.
 */
export function addressSettings(model: ModelAddress, siteOrigin: string) {
  const host = model.source === "site" ? siteOrigin : model.hubUrl;
  return {
    allowLocalModels: false,
    remoteHost: host.endsWith("/") ? host : `${host}/`,
    cacheKey: `praca ${model.id} ${model.revision}`,
    // Written out: transformers.js looks for some files without being told the revision, and would ask for `main`.
    remotePathTemplate:
      model.source === "site" ? "models/{model}/" : `{model}/resolve/${encodeURIComponent(model.revision)}/`,
  };
}
