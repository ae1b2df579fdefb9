// One file of a model: from this browser's pieces where they are, else from its server, in pieces that are kept as they come, so
// that a broken download goes on where it broke. What has a known digest is only kept as whole when it has that digest.
import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex } from "@noble/hashes/utils";
import type { ModelFile } from "#app/features/generation/models/catalogue.ts";
import { FileProblem, networkPieces } from "#workers/browser/model-download.ts";
import { isJson, joined, pieceAt, pieceCount } from "#workers/browser/model-pieces.ts";
import type { PieceStore } from "#workers/browser/piece-store.ts";

export type From = "cache" | "network";

export type FileReading = {
  file: ModelFile;
  address: string;
  store: PieceStore | null;
  /** Bytes of the file that are here so far, and where the last of them came from. */
  onBytes: (loaded: number, from: From) => void;
};

/** Throws a FileProblem. */
export async function readModelFile(reading: FileReading): Promise<Uint8Array<ArrayBuffer>> {
  const { address, store } = reading;
  // Two workers that load the same model: the second waits, and finds the pieces of the first.
  if (!store || !navigator.locks) return read(reading);
  return navigator.locks.request(`praca file ${address}`, () => read(reading));
}

async function read(reading: FileReading): Promise<Uint8Array<ArrayBuffer>> {
  const { address, store, onBytes } = reading;
  const known = (await store?.state(address)) ?? null;
  const whole = assembly(known?.total ?? null);
  const first = known ? await addKept(reading, known.total, whole) : 0;
  const isAll = known !== null && first === pieceCount(known.total);
  if (isAll && known.isWhole) return whole.bytes();

  const before = whole.bytes().byteLength;
  const download = { address, first, onBytes: (came: number) => onBytes(before + came, "network") };
  for await (const { index, bytes, total } of isAll ? [] : networkPieces(download)) {
    if (known && total !== null && total !== known.total)
      await refuse(reading, known.total, "it has changed under its address");
    if (total !== null && index === 0) await store?.setState(address, { total, isWhole: false });
    whole.add(bytes, total);
    await store?.keep(address, index, bytes);
  }
  await requireRight(reading, whole.bytes());
  await keepWhole(reading, whole.bytes().byteLength);
  return whole.bytes();
}

/** A file as its pieces come: in one buffer where its length is known, since a large one has no room for a second. */
function assembly(length: number | null) {
  let buffer = length === null ? null : new Uint8Array(length);
  let filled = 0;
  return {
    add: (bytes: Uint8Array<ArrayBuffer>, total: number | null) => {
      if (filled === 0 && total !== null) buffer ??= new Uint8Array(total);
      if (buffer && filled + bytes.byteLength <= buffer.byteLength) buffer.set(bytes, filled);
      else buffer = joined([buffer?.subarray(0, filled) ?? new Uint8Array(0), bytes]);
      filled += bytes.byteLength;
    },
    bytes: () => buffer?.subarray(0, filled) ?? new Uint8Array(0),
  };
}

async function keepWhole({ address, store }: FileReading, total: number): Promise<void> {
  await store?.setState(address, { total, isWhole: true });
  // A part of what found no room only takes room.
  if (store?.isFull()) await store.remove(address, total);
}

/** Adds the pieces that are here, up to the first that is missing. @returns how many they are */
async function addKept({ address, store, onBytes }: FileReading, total: number, whole: ReturnType<typeof assembly>) {
  for (let index = 0; index < pieceCount(total); index++) {
    const bytes = (await store?.piece(address, index)) ?? null;
    const { start, end } = pieceAt(index, total);
    if (bytes?.byteLength !== end - start) return index;
    whole.add(bytes, total);
    onBytes(end, "cache");
  }
  return pieceCount(total);
}

async function requireRight(reading: FileReading, whole: Uint8Array<ArrayBuffer>): Promise<void> {
  const { file, address, store } = reading;
  const digest = file.sha256 ? await digestOf(whole) : undefined;
  if (digest !== file.sha256) {
    const isShort = whole.byteLength < file.bytes;
    if (!isShort) await refuse(reading, whole.byteLength, `SHA-256 ${digest}, expected ${file.sha256}`);
    await store?.remove(address, whole.byteLength);
    throw new FileProblem("file-truncated", `${file.path}: ${whole.byteLength} of ${file.bytes} bytes.`);
  }
  if (!file.path.endsWith(".json") || isJson(whole)) return;
  await store?.remove(address, whole.byteLength);
  throw new FileProblem("not-json", `${file.path} cannot be read as JSON.`);
}

/** What is wrong must not be found again by the next try. */
async function refuse({ file, address, store }: FileReading, total: number, why: string): Promise<never> {
  await store?.remove(address, total);
  throw new FileProblem("digest-wrong", `${file.path}: ${why}.`);
}

/** By the browser itself where it can, on secure origins: many times as fast, and beside the worker. */
async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const isSecure = globalThis.crypto?.subtle !== undefined;
  return bytesToHex(isSecure ? new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)) : sha256(bytes));
}
