// Writes GGUF version 3: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
import { assertNever } from "#app/lib/invariant.ts";

const alignment = 32;
const ggmlTypes = { float32: 0, float16: 1 } as const;

export type GgufValue =
  | { type: "uint32"; value: number }
  | { type: "float32"; value: number }
  | { type: "bool"; value: boolean }
  | { type: "string"; value: string }
  | { type: "strings"; values: ReadonlyArray<string> }
  | { type: "int32s"; values: ReadonlyArray<number> };

export type GgufTensor = {
  name: string;
  dtype: keyof typeof ggmlTypes;
  /** As ggml counts them: the dimension whose neighbours lie side by side comes first. */
  dims: ReadonlyArray<number>;
  /** Little-endian. */
  bytes: Uint8Array;
};

export function ggufFile(metadata: Record<string, GgufValue>, tensors: ReadonlyArray<GgufTensor>): Uint8Array {
  const file = new Writer();
  file.text("GGUF");
  file.uint32(3);
  file.uint64(tensors.length);
  file.uint64(Object.keys(metadata).length);
  for (const [key, value] of Object.entries(metadata)) {
    file.string(key);
    writeValue(file, value);
  }
  let offset = 0;
  for (const { name, dims, dtype, bytes } of tensors) {
    file.string(name);
    file.uint32(dims.length);
    for (const dim of dims) file.uint64(dim);
    file.uint32(ggmlTypes[dtype]);
    file.uint64(offset);
    offset += aligned(bytes.length);
  }
  for (const { bytes } of tensors) {
    file.pad();
    file.bytes(bytes);
  }
  file.pad();
  return file.whole();
}

function writeValue(file: Writer, given: GgufValue): void {
  switch (given.type) {
    case "uint32":
      file.uint32(4);
      file.uint32(given.value);
      break;
    case "float32":
      file.uint32(6);
      file.float32(given.value);
      break;
    case "bool":
      file.uint32(7);
      file.bytes(Uint8Array.of(given.value ? 1 : 0));
      break;
    case "string":
      file.uint32(8);
      file.string(given.value);
      break;
    case "strings":
      file.arrayOf(8, given.values.length);
      for (const value of given.values) file.string(value);
      break;
    case "int32s":
      file.arrayOf(5, given.values.length);
      for (const value of given.values) file.uint32(value >>> 0);
      break;
    default:
      assertNever(given);
  }
}

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

/** Bytes one after the other, numbers little-endian. */
class Writer {
  private readonly parts: Array<Uint8Array> = [];
  private length = 0;

  bytes(part: Uint8Array): void {
    this.parts.push(part);
    this.length += part.length;
  }

  text(text: string): void {
    this.bytes(new TextEncoder().encode(text));
  }

  string(text: string): void {
    const part = new TextEncoder().encode(text);
    this.uint64(part.length);
    this.bytes(part);
  }

  uint32(value: number): void {
    const part = new DataView(new ArrayBuffer(4));
    part.setUint32(0, value, true);
    this.bytes(new Uint8Array(part.buffer));
  }

  uint64(value: number): void {
    const part = new DataView(new ArrayBuffer(8));
    part.setBigUint64(0, BigInt(value), true);
    this.bytes(new Uint8Array(part.buffer));
  }

  float32(value: number): void {
    const part = new DataView(new ArrayBuffer(4));
    part.setFloat32(0, value, true);
    this.bytes(new Uint8Array(part.buffer));
  }

  arrayOf(elementType: number, length: number): void {
    this.uint32(9);
    this.uint32(elementType);
    this.uint64(length);
  }

  pad(): void {
    this.bytes(new Uint8Array(aligned(this.length) - this.length));
  }

  whole(): Uint8Array {
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}
