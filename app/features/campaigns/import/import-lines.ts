// The lines of an imported file, from its bytes as they come: JSON lines. Memory holds one line and never more, whatever comes.
export const longestLineBytes = 64 * 1024;
/** Lines that a file may have; empty ones count. */
export const mostImportLines = 1_000_000;

export const rowProblems = ["line-too-long", "not-utf-8", "quote-misplaced", "quote-not-closed"] as const;
export type RowProblem = (typeof rowProblems)[number];

/** What stands at a line (from 1), or why nothing can be read there. */
export type Row<Value> = { line: number; value: Value } | { line: number; code: RowProblem };

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
export const byteOrderMark: ReadonlyArray<number> = [0xef, 0xbb, 0xbf];
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The bytes of one line, cut at the limit: what goes beyond is counted and let go. */
export class LineBuffer {
  readonly #bytes = new Uint8Array(longestLineBytes);
  #length = 0;
  #isTooLong = false;

  get length(): number {
    return this.#length;
  }

  get isTooLong(): boolean {
    return this.#isTooLong;
  }

  push(byte: number): void {
    if (this.#length === longestLineBytes) this.#isTooLong = true;
    else this.#bytes[this.#length++] = byte;
  }

  append(bytes: Uint8Array): void {
    const room = longestLineBytes - this.#length;
    if (bytes.length > room) this.#isTooLong = true;
    const kept = bytes.subarray(0, room);
    this.#bytes.set(kept, this.#length);
    this.#length += kept.length;
  }

  /** The bytes so far, valid until the next change. */
  part(start: number, end = this.#length): Uint8Array {
    return this.#bytes.subarray(start, end);
  }

  clear(): void {
    this.#length = 0;
    this.#isTooLong = false;
  }
}

/** @returns null for bytes that are no UTF-8 */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** The same bytes without the mark that some programs put before them. */
export async function* withoutByteOrderMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let matched = 0;
  let isBegun = false;
  for await (const chunk of chunks) {
    let at = 0;
    while (!isBegun && at < chunk.length) {
      if (chunk[at] === byteOrderMark[matched]) {
        at += 1;
        matched += 1;
        isBegun = matched === byteOrderMark.length;
      } else {
        yield Uint8Array.from(byteOrderMark.slice(0, matched));
        isBegun = true;
      }
    }
    if (at < chunk.length) yield chunk.subarray(at);
  }
  if (!isBegun) yield Uint8Array.from(byteOrderMark.slice(0, matched));
}

/**
 * Lines that end in LF or CRLF; a byte order mark is skipped, and so are lines without a character to see, as far as a file may
 * have lines: whoever reads stops there.
 */
export async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Row<string>> {
  const buffer = new LineBuffer();
  let line = 1;
  for await (const chunk of withoutByteOrderMark(chunks)) {
    for (let start = 0; start < chunk.length; ) {
      const end = chunk.indexOf(lineFeed, start);
      buffer.append(chunk.subarray(start, end === -1 ? chunk.length : end));
      if (end === -1) break;
      const row = rowOf(buffer, line);
      if (row) yield row;
      buffer.clear();
      line += 1;
      start = end + 1;
    }
  }
  const last = rowOf(buffer, line);
  if (last) yield last;
}

function rowOf(buffer: LineBuffer, line: number): Row<string> | null {
  if (buffer.isTooLong) return { line, code: "line-too-long" };
  const isCarriageLast = buffer.part(0)[buffer.length - 1] === carriageReturn;
  const value = textOf(buffer.part(0, buffer.length - (isCarriageLast ? 1 : 0)));
  if (value === null) return { line, code: "not-utf-8" };
  return value.trim() === "" && line <= mostImportLines ? null : { line, value };
}
