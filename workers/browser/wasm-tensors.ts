// Tensors in the WASM memory: copied in, copied out, and what is known of them.
import type { OrtRuntime } from "#app/features/generation/engine/ort-session.ts";
import { invariant } from "#app/lib/invariant.ts";
import {
  copied,
  memoryOf,
  numbersAt,
  onStack,
  requireHandle,
  requireOk,
  roomFor,
  type WasmModule,
  withStack,
} from "#workers/browser/wasm-module.ts";

export type TensorType = Parameters<OrtRuntime["toTensor"]>[0];
export type TensorData = Parameters<OrtRuntime["toTensor"]>[1];

/** Codes are those of onnx.TensorProto.DataType; numbers of type float16 are their bits. */
const kinds = [
  { code: 1, type: "float32", Numbers: Float32Array },
  { code: 7, type: "int64", Numbers: BigInt64Array },
  { code: 10, type: "float16", Numbers: Uint16Array },
] as const;
const onProcessor = 1;

/** @returns undefined for a type that no model's inputs have here */
export function typeOf(code: number): TensorType | undefined {
  return kindOf(code)?.type;
}

function kindOf(code: number) {
  return kinds.find((kind) => kind.code === code);
}

/** What the caller has to give back. */
export type Lent = { handle: number; address: number };

export function copiedIn(
  module: WasmModule,
  { type, data, dims }: { type: TensorType; data: TensorData; dims: ReadonlyArray<number> },
): Lent {
  return tensorAt(module, { type, address: copied(module, data), byteLength: data.byteLength, dims });
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
  const code = kinds.find((kind) => kind.type === type)?.code ?? 0;
  const handle = withStack(module, () =>
    module._OrtCreateTensor(code, address, byteLength, onStack(module, dims), dims.length, onProcessor),
  );
  return { handle: requireHandle(module, handle), address };
}

/** `copy` is of no use once the tensor is released. */
export function contentOf(module: WasmModule, handle: number): Place & { copy: () => TensorData } {
  const [code = 0, address = 0, dimsAt = 0, dimensions = 0] = withStack(module, () => {
    const found = onStack(module, [0, 0, 0, 0]);
    requireOk(module, module._OrtGetTensorData(handle, found, found + 4, found + 8, found + 12));
    return numbersAt(module, found, 4);
  });
  const dims = numbersAt(module, dimsAt, dimensions);
  module._OrtFree(dimsAt);
  const kind = kindOf(code);
  invariant(kind, `a model answers with numbers, not with ONNX type ${code}`);
  const { type, Numbers } = kind;
  const byteLength = dims.reduce((product, dimension) => product * dimension, Numbers.BYTES_PER_ELEMENT);
  // The memory is shared with the runtime's threads: a slice of it is not.
  const copy = (): TensorData => new Numbers(memoryOf(module).bytes.slice(address, address + byteLength).buffer);
  return { type, dims, address, byteLength, copy };
}
