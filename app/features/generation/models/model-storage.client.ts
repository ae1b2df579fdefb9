// What models take in this browser's storage, and their removal.
import type { CatalogueModel, Dtype } from "#app/features/generation/models/catalogue.ts";
import { cacheName, fileAddress, modelOfCache, stateKey } from "#workers/browser/model-address.ts";

export type StoredModel = { id: string; revision: string; bytes: number };

/** Every model that keeps something here, whole or in part. Empty where the browser keeps nothing. */
export async function storedModels(): Promise<Array<StoredModel>> {
  if (!("caches" in globalThis)) return [];
  const stored = (await caches.keys()).map(async (name) => {
    const model = modelOfCache(name);
    return model ? [{ ...model, bytes: await bytesIn(name) }] : [];
  });
  return (await Promise.all(stored)).flat().filter(({ bytes }) => bytes > 0);
}

export async function removeModel(id: string, revision: string): Promise<void> {
  if ("caches" in globalThis) await caches.delete(cacheName({ id, revision }));
}

/** Whether a form of a model is here as a whole, so that it need not travel. */
export async function isModelStored(model: CatalogueModel, dtype: Dtype, hubUrl: string): Promise<boolean> {
  const files = model.files[dtype] ?? [];
  if (!("caches" in globalThis) || files.length === 0 || !(await caches.has(cacheName(model)))) return false;
  const cache = await caches.open(cacheName(model));
  const found = files.map(async ({ path }) => {
    const state = await cache.match(stateKey(fileAddress({ ...model, hubUrl }, window.location.origin, path)));
    const known: unknown = await state?.json();
    return typeof known === "object" && known !== null && "isWhole" in known && known.isWhole === true;
  });
  return (await Promise.all(found)).every(Boolean);
}

async function bytesIn(name: string): Promise<number> {
  const cache = await caches.open(name);
  const lengths = (await cache.keys()).map(async (key) => {
    const kept = await cache.match(key);
    return Number(kept?.headers.get("Content-Length") ?? 0);
  });
  return (await Promise.all(lengths)).reduce((sum, bytes) => sum + bytes, 0);
}
