import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isJson,
  isPage,
  joined,
  partOf,
  pieceAt,
  pieceBytes,
  pieceCount,
  piecesOf,
} from "#workers/browser/model-pieces.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

test("the pieces of a file cover it without a gap or an overlap", () => {
  const size = fc.oneof(fc.nat(3 * pieceBytes), fc.constantFrom(0, 1, pieceBytes, pieceBytes + 1, 2 * pieceBytes));
  fc.assert(
    fc.property(size, (total) => {
      const pieces = Array.from({ length: pieceCount(total) }, (_unused, index) => pieceAt(index, total));
      expect(pieces[0]?.start).toBe(0);
      expect(pieces.at(-1)?.end).toBe(total);
      for (const [index, { start }] of pieces.entries()) if (index > 0) expect(start).toBe(pieces[index - 1]?.end);
    }),
  );
});

test("a stream is cut into the same pieces whatever its chunks are", async () => {
  const whole = new Uint8Array(2 * pieceBytes + 5).map((_zero, at) => at % 251);
  for (const chunk of [pieceBytes - 1, pieceBytes, 3 * pieceBytes, 1_000_003]) {
    const pieces = await piecesIn(piecesOf(chunksOf(whole, chunk), 0));
    expect(pieces.map(({ bytes }) => bytes.byteLength)).toEqual([pieceBytes, pieceBytes, 5]);
    expect(Buffer.compare(joined(pieces.map(({ bytes }) => bytes)), whole)).toBe(0);
  }
  const later = await piecesIn(piecesOf(chunksOf(whole.subarray(0, 5), 2), 7));
  expect(later.map(({ index, bytes }) => [index, bytes.byteLength])).toEqual([[7, 5]]);
});

test("a page is told from a file, by what it says it is or by how it begins", () => {
  expect(isPage("config.json", "text/html; charset=utf-8", bytesOf("{}"))).toBe(true);
  expect(isPage("config.json", "application/json", bytesOf("\n <!DOCTYPE html><title>Sign in</title>"))).toBe(true);
  expect(isPage("onnx/model.onnx", null, bytesOf("<html lang=en>"))).toBe(true);
  expect(isPage("onnx/model_q4.onnx_data", "application/problem+json", bytesOf('{"error":"gone"}'))).toBe(true);
  expect(isPage("config.json", "application/json", bytesOf('{"a": "<html>"}'))).toBe(false);
  expect(isPage("onnx/model.onnx", "application/octet-stream", Uint8Array.of(8, 10, 18, 7))).toBe(false);
  expect(isPage("chat_template.jinja", "text/plain", bytesOf("<|im_start|>{{ message }}"))).toBe(false);
});

test("half a file of JSON is none", () => {
  expect(isJson(bytesOf('{"eos_token_id": 2}'))).toBe(true);
  expect(isJson(bytesOf('{"eos_token_id": '))).toBe(false);
});

test("where a part begins and how long the whole is are read from its header, and only where it says both", () => {
  expect(partOf("bytes 100-1233/1234")).toEqual({ start: 100, total: 1_234 });
  for (const header of [null, "bytes 0-99/*", "bytes */1234", "1234"]) expect(partOf(header)).toBeNull();
});

async function* chunksOf(whole: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < whole.byteLength; at += length) yield whole.subarray(at, at + length);
}

async function piecesIn<Piece>(pieces: AsyncIterable<Piece>): Promise<Array<Piece>> {
  const all: Array<Piece> = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}
