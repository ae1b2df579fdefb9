// The pieces of one model's files as this browser keeps them, in a cache of their own: what is here need not travel again.
import { z } from "zod";
import { cacheName, isOwnKey, type ModelAddress, pieceKey, stateKey } from "#workers/browser/model-address.ts";
import { pieceCount } from "#workers/browser/model-pieces.ts";

const fileState = z.object({ total: z.number().int().nonnegative(), isWhole: z.boolean() });
export type FileState = z.infer<typeof fileState>;

export type PieceStore = {
  /** What is known of a file; null when nothing of it is here. */
  state: (address: string) => Promise<FileState | null>;
  setState: (address: string, state: FileState) => Promise<void>;
  piece: (address: string, index: number) => Promise<Uint8Array<ArrayBuffer> | null>;
  keep: (address: string, index: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  remove: (address: string, total: number) => Promise<void>;
  /** Whether something found no room: from then on nothing more is kept. */
  isFull: () => boolean;
};

/** The store of a model; null where the browser keeps nothing, as on an insecure origin. */
export async function openPieceStore(model: Pick<ModelAddress, "id" | "revision">): Promise<PieceStore | null> {
  if (!("caches" in globalThis)) return null;
  const cache = await caches.open(cacheName(model)).catch(() => null);
  if (!cache) return null;
  await removeForeign(cache);
  return pieceStore(cache);
}

/** Earlier versions left transformers.js to keep whole files, here and under its own name. */
async function removeForeign(cache: Cache): Promise<void> {
  const keys = await cache.keys();
  await Promise.all(keys.filter(({ url }) => !isOwnKey(url)).map((key) => cache.delete(key)));
  await caches.delete("transformers-cache");
}

export function pieceStore(cache: Pick<Cache, "match" | "put" | "delete">): PieceStore {
  let isFull = false;

  async function put(key: string, body: Uint8Array<ArrayBuffer> | string): Promise<void> {
    if (isFull) return;
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
    const headers = { "Content-Length": String(bytes.byteLength) };
    // Quota is the usual reason; whatever it was, the model can still run from memory.
    await cache.put(key, new Response(bytes, { headers })).catch(() => {
      isFull = true;
    });
  }

  return {
    state: async (address) => {
      const kept = await cache.match(stateKey(address));
      const known = fileState.safeParse(await kept?.json().catch(() => null));
      return known.success ? known.data : null;
    },
    setState: (address, state) => put(stateKey(address), JSON.stringify(state)),
    piece: async (address, index) => {
      const kept = await cache.match(pieceKey(address, index));
      return kept ? new Uint8Array(await kept.arrayBuffer()) : null;
    },
    keep: (address, index, bytes) => put(pieceKey(address, index), bytes),
    remove: async (address, total) => {
      await cache.delete(stateKey(address));
      for (let index = 0; index < pieceCount(total); index++) await cache.delete(pieceKey(address, index));
    },
    isFull: () => isFull,
  };
}
