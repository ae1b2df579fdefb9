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

/** What `Content-Range: bytes 100-1233/1234` says: where the part begins, and the whole file's length. */
export function partOf(contentRange: string | null): { start: number; total: number } | null {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(contentRange ?? "") ?? [];
  return start === undefined || total === undefined ? null : { start: Number(start), total: Number(total) };
}

/** Whether what came is a page or an answer of some portal, and not a file of a model: by its kind, or by how it begins. */
export function isPage(path: string, contentType: string | null, start: Uint8Array): boolean {
  const text = new TextDecoder().decode(start.subarray(0, 256));
  const isMarkup = /^\s*<(?:!doctype|html|head|body|\?xml)\b/i.test(text) || /^text\/html\b/i.test(contentType ?? "");
  const isWeights = /\.onnx(?:_data\w*)?$/.test(path);
  return isMarkup || (isWeights && /^application\/(?:\w+\+)?json\b/i.test(contentType ?? ""));
}

/** Whether the bytes of a file that should be JSON are. */
export function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
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
