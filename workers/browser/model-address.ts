// Where a model's files are asked for, and under which names this browser keeps them. Pure, so that a test can ask a local server
// in the hub's layout by the same addresses.
import type { WorkerModel } from "#workers/browser/protocol.ts";

export type ModelAddress = Pick<WorkerModel, "id" | "revision" | "source" | "hubUrl">;

const cachePrefix = "praca";

/**
 * The address of one file. Our own site is one more server in the hub's manner. The revision is part of every address and of the
 * cache's name, so that a new one is never mixed with an old one's files.
 */
export function fileAddress(model: ModelAddress, siteOrigin: string, path: string): string {
  const host = (model.source === "site" ? siteOrigin : model.hubUrl).replace(/\/$/, "");
  const revision = encodeURIComponent(model.revision);
  return model.source === "site"
    ? `${host}/models/${model.id}/${path}?revision=${revision}`
    : `${host}/${model.id}/resolve/${revision}/${path}`;
}

/** The name of the cache of one revision of a model. */
export function cacheName({ id, revision }: Pick<ModelAddress, "id" | "revision">): string {
  return `${cachePrefix} ${id} ${revision}`;
}

/** Whose cache it is; null for one that is not a model's. */
export function modelOfCache(name: string): { id: string; revision: string } | null {
  const [prefix, id, revision, ...rest] = name.split(" ");
  return prefix === cachePrefix && id && revision && rest.length === 0 ? { id, revision } : null;
}

/** Under which address a piece of a file is kept. */
export function pieceKey(address: string, index: number): string {
  return withParameter(address, "piece", String(index));
}

/** Under which address is kept how long a file is, and whether all of it is here. */
export function stateKey(address: string): string {
  return withParameter(address, "piece", "all");
}

/** Whether an address is one of the two above; others were kept by earlier versions. */
export function isOwnKey(address: string): boolean {
  return new URL(address).searchParams.has("piece");
}

function withParameter(address: string, name: string, value: string): string {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url.href;
}
