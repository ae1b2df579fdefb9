// One file of a model: from this browser's pieces where they are, else from its server, in pieces that are kept as they come, so
// that a broken download goes on where it broke. What has a known digest is only kept as whole when it has that digest.
import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex } from "@noble/hashes/utils";
import type { ModelFile } from "#app/features/generation/catalogue.ts";
import { FileProblem, networkPieces } from "#workers/browser/model-download.ts";
import { joined, pieceAt, pieceCount } from "#workers/browser/model-pieces.ts";
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
  const { file, address, store, onBytes } = reading;
  const known = (await store?.state(address)) ?? null;
  const pieces = known ? await keptPieces(reading, known.total) : [];
  const isAll = known !== null && pieces.length === pieceCount(known.total);
  if (isAll && known.isWhole) return joined(pieces);

  const before = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  const hash = file.sha256 ? sha256.create() : null;
  for (const piece of pieces) hash?.update(piece);
  const download = { address, first: pieces.length, onBytes: (came: number) => onBytes(before + came, "network") };
  for await (const piece of isAll ? [] : networkPieces(download)) {
    if (piece.total !== null && piece.index === 0)
      await store?.setState(address, { total: piece.total, isWhole: false });
    pieces.push(piece.bytes);
    hash?.update(piece.bytes);
    await store?.keep(address, piece.index, piece.bytes);
  }
  const whole = joined(pieces);
  await requireRight(reading, whole, hash ? bytesToHex(hash.digest()) : null);
  await keepWhole(reading, whole.byteLength);
  return whole;
}

async function keepWhole({ address, store }: FileReading, total: number): Promise<void> {
  await store?.setState(address, { total, isWhole: true });
  // A part of what found no room only takes room.
  if (store?.isFull()) await store.remove(address, total);
}

/** The pieces that are here, from the first to the last before one that is missing. */
async function keptPieces({ address, store, onBytes }: FileReading, total: number) {
  const kept: Array<Uint8Array<ArrayBuffer>> = [];
  for (let index = 0; index < pieceCount(total); index++) {
    const bytes = (await store?.piece(address, index)) ?? null;
    const { start, end } = pieceAt(index, total);
    if (bytes?.byteLength !== end - start) break;
    kept.push(bytes);
    onBytes(end, "cache");
  }
  return kept;
}

async function requireRight(
  { file, address, store }: FileReading,
  whole: Uint8Array,
  digest: string | null,
): Promise<void> {
  if (digest === null || digest === file.sha256) return;
  // What is wrong must not be found again by the next try.
  await store?.remove(address, whole.byteLength);
  if (whole.byteLength < file.bytes) {
    throw new FileProblem("file-truncated", `${file.path}: ${whole.byteLength} of ${file.bytes} bytes.`);
  }
  throw new FileProblem("digest-wrong", `${file.path}: SHA-256 ${digest}, expected ${file.sha256}.`);
}
