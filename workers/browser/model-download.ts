// Asks a server for a file, cut into pieces as it comes, and asks for the rest when the connection breaks.
import { isPage, partOf, pieceBytes, piecesOf } from "#workers/browser/model-pieces.ts";
import type { FailureCode } from "#workers/browser/protocol.ts";

/** Why a file cannot be had, in the worker's own codes. */
export class FileProblem extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message);
  }
}

export type Download = {
  address: string;
  /** The index of the first piece that is not here. */
  first: number;
  /** Bytes that came in this download. */
  onBytes: (came: number) => void;
};

/** `total`: the whole file's length, where the server says it. */
export type ArrivedPiece = { index: number; bytes: Uint8Array<ArrayBuffer>; total: number | null };

/** How long to wait before each further try. */
const retryMs = [300, 1_200];
/** A connection that says nothing for so long is taken for broken. */
const stallMs = 30_000;

/** The pieces from `first` on, in order. Throws a FileProblem. */
export async function* networkPieces({ address, first, onBytes }: Download): AsyncGenerator<ArrivedPiece> {
  let next = first;
  let came = 0;
  let failures = 0;
  for (;;) {
    const before = came;
    try {
      for await (const piece of oneAnswer({ address, first: next, onBytes: (bytes) => onBytes(before + bytes) })) {
        next = piece.index + 1;
        came += piece.bytes.byteLength;
        failures = 0;
        yield piece;
      }
      return;
    } catch (error) {
      if (error instanceof FileProblem && error.code !== "load-failed") throw error;
      const wait = retryMs[failures++];
      if (wait === undefined) throw brokenBy(error);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

function brokenBy(error: unknown): FileProblem {
  if (error instanceof FileProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new FileProblem(navigator.onLine === false ? "offline" : "load-failed", message);
}

/** One request, for all from a piece on. A server that knows no ranges sends what is here once more. */
async function* oneAnswer({ address, first, onBytes }: Download): AsyncGenerator<ArrivedPiece> {
  const stall = stallClock();
  const headers: Record<string, string> = first > 0 ? { Range: `bytes=${first * pieceBytes}-` } : {};
  try {
    // Our own cache keeps it: the browser's need not keep it a second time, nor answer with what was wrong.
    const response = await fetch(address, { headers, signal: stall.signal, cache: "no-store" });
    requireFile(address, response);
    const isRange = response.status === 206;
    const part = isRange ? partOf(response.headers.get("Content-Range")) : null;
    if (part && part.start !== first * pieceBytes) throw new Error(`${address}: another part came than was asked for.`);
    const total = isRange ? (part?.total ?? null) : lengthOf(response);
    const from = isRange ? first : 0;
    let end = from * pieceBytes;
    const chunks = countedChunks(response, (bytes) => {
      end += bytes;
      stall.reset();
      onBytes(Math.max(0, end - first * pieceBytes));
    });
    for await (const piece of piecesOf(chunks, from)) {
      if (piece.index === 0) requireNoPage(address, response, piece.bytes);
      if (piece.index >= first) yield { ...piece, total };
    }
    // Some connections break without a word.
    if (total !== null && end < total) throw new Error(`${address}: ${end} of ${total} bytes came.`);
  } finally {
    stall.end();
  }
}

function requireFile(address: string, { status, ok }: Response): void {
  if (ok) return;
  if (status === 416) throw new FileProblem("file-truncated", `${address}: it has fewer bytes than it should.`);
  const mayPass = status === 408 || status === 429 || status >= 500;
  throw new FileProblem(mayPass ? "load-failed" : "file-missing", `${address}: HTTP ${status}.`);
}

function requireNoPage(address: string, { headers }: Response, start: Uint8Array): void {
  if (!isPage(new URL(address).pathname, headers.get("Content-Type"), start)) return;
  throw new FileProblem("not-json", `${address}: a page came instead of the file.`);
}

/** Null where the body travels compressed: the length is then that of something else. */
function lengthOf({ headers }: Response): number | null {
  const length = headers.get("Content-Length");
  return length && !headers.has("Content-Encoding") ? Number(length) : null;
}

async function* countedChunks(
  { body }: Response,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (!next || next.done) return;
    onBytes(next.value.byteLength);
    yield next.value;
  }
}

function stallClock() {
  const controller = new AbortController();
  const stalled = () => controller.abort(new Error("The connection went silent."));
  let timer = setTimeout(stalled, stallMs);
  return {
    signal: controller.signal,
    reset: () => {
      clearTimeout(timer);
      timer = setTimeout(stalled, stallMs);
    },
    end: () => clearTimeout(timer),
  };
}
