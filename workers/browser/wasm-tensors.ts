// Tensors in the WASM memory: copied in, copied out, and what is known of them.
import type { OrtRuntime } from "#app/features/generation/engine/ort-session.ts";
import { invariant } from "#app/lib/invariant.ts";
import {
  memoryOf,
  numbersAt,
  onStack,
  requireHandle,
  requireOk,
  roomFor,
  type WasmModule,
} from "#workers/browser/wasm-module.ts";

export type TensorType = Parameters<OrtRuntime["toTensor"]>[0];
export type TensorData = Parameters<OrtRuntime["toTensor"]>[1];

/** By onnx.TensorProto.DataType. Numbers of type float16 are their bits. */
const types: Record<
  number,
  { type: TensorType; Numbers: typeof Float32Array | typeof BigInt64Array | typeof Uint16Array }
> = {
  1: { type: "float32", Numbers: Float32Array },
  7: { type: "int64", Numbers: BigInt64Array },
  10: { type: "float16", Numbers: Uint16Array },
};
const codes: Record<TensorType, number> = { float32: 1, int64: 7, float16: 10 };
const onProcessor = 1;

/** @returns undefined for a type that no model's inputs have here */
export function typeOf(code: number): TensorType | undefined {
  return types[code]?.type;
}

/** What the caller has to give back. */
export type Lent = { handle: number; address: number };

export function copiedIn(
  module: WasmModule,
  { type, data, dims }: { type: TensorType; data: TensorData; dims: ReadonlyArray<number> },
): Lent {
  const address = roomFor(module, data.byteLength);
  memoryOf(module).bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), address);
  return tensorAt(module, { type, address, byteLength: data.byteLength, dims });
}

/** A tensor of some rows of another, which stays: each as often as it is named. */
export function rowsOf(module: WasmModule, handle: number, rows: ReadonlyArray<number>): Lent {
  const { type, address: from, byteLength, dims } = contentOf(module, handle);
  const [all = 0, ...inner] = dims;
  const size = byteLength / Math.max(1, all);
  const address = roomFor(module, size * rows.length);
  const { bytes } = memoryOf(module);
  for (const [at, row] of rows.entries())
    bytes.copyWithin(address + at * size, from + row * size, from + (row + 1) * size);
  return tensorAt(module, { type, address, byteLength: size * rows.length, dims: [rows.length, ...inner] });
}

type Place = { type: TensorType; address: number; byteLength: number; dims: ReadonlyArray<number> };

function tensorAt(module: WasmModule, { type, address, byteLength, dims }: Place): Lent {
  const stack = module.stackSave();
  const dimsAt = onStack(module, dims);
  const handle = module._OrtCreateTensor(codes[type], address, byteLength, dimsAt, dims.length, onProcessor);
  module.stackRestore(stack);
  return { handle: requireHandle(module, handle), address };
}

/** `copy` is of no use once the tensor is released. */
export function contentOf(module: WasmModule, handle: number): Place & { copy: () => TensorData } {
  const stack = module.stackSave();
  const found = onStack(module, [0, 0, 0, 0]);
  requireOk(module, module._OrtGetTensorData(handle, found, found + 4, found + 8, found + 12));
  const [code = 0, address = 0, dimsAt = 0, dimensions = 0] = numbersAt(module, found, 4);
  module.stackRestore(stack);
  const dims = numbersAt(module, dimsAt, dimensions);
  module._OrtFree(dimsAt);
  const known = types[code];
  invariant(known, `a model answers with numbers, not with ONNX type ${code}`);
  const { type, Numbers } = known;
  const byteLength = dims.reduce((product, dimension) => product * dimension, Numbers.BYTES_PER_ELEMENT);
  // The memory is shared with the runtime's threads: a slice of it is not.
  const copy = (): TensorData => new Numbers(memoryOf(module).bytes.slice(address, address + byteLength).buffer);
  return { type, dims, address, byteLength, copy };
}
