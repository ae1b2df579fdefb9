import { expect, test } from "vitest";
import { type GgufTensor, ggufFile } from "#scripts/bench/generation/gguf.ts";
import { pairedHeads, turnedColumns } from "#scripts/bench/generation/starter-gguf.ts";

const alignment = 32;

/** Reads what the format's description says, none of the writer's code. */
function readerOf(file: Uint8Array) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = 0;
  const past = (length: number) => {
    at += length;
    return at - length;
  };
  const uint64 = () => Number(view.getBigUint64(past(8), true));
  return {
    uint32: () => view.getUint32(past(4), true),
    uint64,
    string: () => {
      const length = uint64();
      const start = past(length);
      return new TextDecoder().decode(file.subarray(start, start + length));
    },
    place: () => at,
  };
}

function tensor(name: string, dims: ReadonlyArray<number>, values: ReadonlyArray<number>): GgufTensor {
  return { name, dtype: "float32", dims, bytes: new Uint8Array(Float32Array.from(values).buffer) };
}

test("a file says what it holds, and each tensor starts where it says", () => {
  const metadata = {
    "general.architecture": { type: "string", value: "llama" },
    "llama.block_count": { type: "uint32", value: 4 },
    "tokenizer.ggml.tokens": { type: "strings", values: ["a", "Ġé"] },
  } as const;
  const file = ggufFile(metadata, [tensor("first", [3], [1, 2, 3]), tensor("second", [2, 1], [4, 5])]);
  const read = readerOf(file);

  expect(new TextDecoder().decode(file.subarray(0, 4))).toBe("GGUF");
  expect([read.uint32(), read.uint32(), read.uint64(), read.uint64()].slice(1)).toEqual([3, 2, 3]);
  expect([read.string(), read.uint32(), read.string()]).toEqual(["general.architecture", 8, "llama"]);
  expect([read.string(), read.uint32(), read.uint32()]).toEqual(["llama.block_count", 4, 4]);
  expect([read.string(), read.uint32(), read.uint32(), read.uint64()]).toEqual(["tokenizer.ggml.tokens", 9, 8, 2]);
  expect([read.string(), read.string()]).toEqual(["a", "Ġé"]);
  expect([read.string(), read.uint32(), read.uint64(), read.uint32(), read.uint64()]).toEqual(["first", 1, 3, 0, 0]);
  expect([read.string(), read.uint32(), read.uint64(), read.uint64()]).toEqual(["second", 2, 2, 1]);
  expect([read.uint32(), read.uint64()]).toEqual([0, alignment]);

  const data = Math.ceil(read.place() / alignment) * alignment;
  expect(file.length).toBe(data + 2 * alignment);
  const floats = new DataView(file.buffer, data);
  expect([0, 4, 8, 32, 36].map((at) => floats.getFloat32(at, true))).toEqual([1, 2, 3, 4, 5]);
});

test("columns of a matrix become rows", () => {
  // 2 inputs, 3 columns.
  expect([...turnedColumns(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 1, 2)]).toEqual([2, 5, 3, 6]);
});

test("a head's first and second half take turns", () => {
  // Two heads of four rows, each row one number wide.
  const rows = Float32Array.of(0, 1, 2, 3, 10, 11, 12, 13);
  expect([...pairedHeads(rows, 1, 4)]).toEqual([0, 2, 1, 3, 10, 12, 11, 13]);
});
