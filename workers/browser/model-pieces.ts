// How a model's file is cut into pieces that are kept one by one, and how a page is told from a file. Pure.

/** Small enough that little is lost when a download breaks, large enough that asking costs nothing. */
export const pieceBytes = 2 * 1024 * 1024;

/** @returns first byte and the one after the last, of a file of `total` bytes */
export function pieceAt(index: number, total: number): { start: number; end: number } {
  return { start: Math.min(index * pieceBytes, total), end: Math.min((index + 1) * pieceBytes, total) };
}

export function pieceCount(total: number): number {
  return Math.max(1, Math.ceil(total / pieceBytes));
}

/** The whole file's length, as `Content-Range: bytes 100-1233/1234` says it. */
export function totalOfRange(contentRange: string | null): number | null {
  const [, total] = /^bytes \d+-\d+\/(\d+)$/.exec(contentRange ?? "") ?? [];
  return total === undefined ? null : Number(total);
}

/** Whether what came is a page of some portal or error, and not a file of a model. */
export function isPage(contentType: string | null, start: Uint8Array): boolean {
  const text = new TextDecoder().decode(start.subarray(0, 256));
  return /^\s*<(?:!doctype|html|head|body|\?xml)\b/i.test(text) || /^text\/html\b/i.test(contentType ?? "");
}

/** Cuts a stream's chunks into pieces, whatever the chunks' lengths; `from` is the index of the first. */
export async function* piecesOf(
  chunks: AsyncIterable<Uint8Array>,
  from: number,
): AsyncGenerator<{ index: number; bytes: Uint8Array<ArrayBuffer> }> {
  let index = from;
  let waiting: Array<Uint8Array> = [];
  let length = 0;
  for await (const chunk of chunks) {
    let rest = chunk;
    while (length + rest.byteLength >= pieceBytes) {
      const missing = pieceBytes - length;
      yield { index: index++, bytes: joined([...waiting, rest.subarray(0, missing)]) };
      rest = rest.subarray(missing);
      waiting = [];
      length = 0;
    }
    if (rest.byteLength > 0) waiting.push(rest);
    length += rest.byteLength;
  }
  if (length > 0) yield { index, bytes: joined(waiting) };
}

export function joined(parts: ReadonlyArray<Uint8Array>): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
