export type ByteRange = { start: number; end: number };

/**
 * What a `Range` header asks of a file (RFC 9110, 14.2), both ends included.
 * @param header its value; null when there is none
 * @returns null for the whole file: no header, another unit, several ranges or one that does not parse; "unsatisfiable" when
 *   it starts behind the end
 */
export function byteRange(header: string | null, sizeBytes: number): ByteRange | null | "unsatisfiable" {
  const match = header ? /^bytes=(\d*)-(\d*)$/.exec(header.trim()) : null;
  const [, first = "", last = ""] = match ?? [];
  if (!match || (first === "" && last === "")) return null;

  if (first === "") {
    const tailBytes = Math.min(Number(last), sizeBytes);
    return tailBytes === 0 ? "unsatisfiable" : { start: sizeBytes - tailBytes, end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== "" && Number(last) < start) return null;
  return start >= sizeBytes ? "unsatisfiable" : { start, end };
}
