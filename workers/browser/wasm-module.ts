// ONNX Runtime's plain WASM build: the C functions that it exports, and its memory. Names are those of onnxruntime-web's
// lib/wasm/wasm-types.ts. Addresses and handles are numbers, and 0 is none of either.

export type WasmModule = {
  /** Views of the whole memory, replaced when it grows: never read but by `memoryOf`. */
  readonly HEAPU8: Uint8Array<ArrayBufferLike>;
  readonly HEAPU32: Uint32Array<ArrayBufferLike>;
  getValue: (address: number, type: "i8") => number;
  /** @returns 0 where there is no room */
  _malloc: (bytes: number) => number;
  _free: (address: number) => void;
  stackSave: () => number;
  stackAlloc: (bytes: number) => number;
  stackRestore: (stack: number) => void;
  UTF8ToString: (address: number) => string;
  mountExternalData: (path: string, data: Uint8Array) => void;
  unmountExternalData: () => void;
  /** Of this and what follows: a handle, or a code that is 0 where all is well. */
  _OrtInit: (threads: number, logLevel: number) => number;
  _OrtGetLastError: (codeAt: number, messageAt: number) => number;
  /** Optimization, arena, memory pattern, execution mode, profiling and its prefix, log's id, severity and verbosity, path to save to. */
  _OrtCreateSessionOptions: (
    ...options: [number, boolean, boolean, number, boolean, number, number, number, number, number]
  ) => number;
  _OrtReleaseSessionOptions: (options: number) => number;
  _OrtCreateSession: (graph: number, bytes: number, options: number) => number | Promise<number>;
  _OrtGetInputOutputCount: (session: number, inputsAt: number, outputsAt: number) => number;
  _OrtGetInputOutputMetadata: (session: number, index: number, nameAt: number, metadataAt: number) => number;
  /** Type, data and its bytes, dimensions and their count, where the data lies. */
  _OrtCreateTensor: (...tensor: [number, number, number, number, number, number]) => number;
  /** A tensor, and where to write its type, the address of its data, that of its dimensions, and their count. */
  _OrtGetTensorData: (...found: [number, number, number, number, number]) => number;
  _OrtReleaseTensor: (tensor: number) => number;
  /** Session; names, tensors and count of inputs; names and count of outputs, and where to write them; options. */
  _OrtRun: (...run: [number, number, number, number, number, number, number, number]) => number | Promise<number>;
  _OrtFree: (address: number) => number;
};

type Receive = (instance: WebAssembly.Instance, compiled: WebAssembly.Module) => void;
type Settings = { numThreads: number; instantiateWasm: (imports: WebAssembly.Imports, receive: Receive) => object };
type Factory = (settings: Settings) => Promise<WasmModule>;

const warnings = 2;

/**
 * Starts the runtime and its threads.
 * @param mjs address of the script that comes with the WASM
 */
export async function openWasmModule(
  mjs: string,
  compiling: Promise<WebAssembly.Module>,
  numThreads: number,
): Promise<WasmModule> {
  const script: Promise<{ default: Factory }> = import(/* @vite-ignore */ mjs);
  const [{ default: create }, compiled] = await Promise.all([script, compiling]);
  const module = await new Promise<WasmModule>((resolve, reject) => {
    const instantiateWasm: Settings["instantiateWasm"] = (imports, receive) => {
      // The script never hears that it failed.
      WebAssembly.instantiate(compiled, imports).then((instance) => receive(instance, compiled), reject);
      return {};
    };
    create({ numThreads, instantiateWasm }).then(resolve, reject);
  });
  requireOk(module, module._OrtInit(numThreads, warnings));
  return module;
}

/** @throws Error with what the runtime says of it */
export function requireOk(module: WasmModule, code: number): void {
  if (code !== 0) throw new Error(lastError(module));
}

/** @throws Error with what the runtime says of it */
export function requireHandle(module: WasmModule, handle: number): number {
  if (handle === 0) throw new Error(lastError(module));
  return handle;
}

function lastError(module: WasmModule): string {
  return withStack(module, () => {
    const found = onStack(module, [0, 0]);
    module._OrtGetLastError(found, found + 4);
    const [, message = 0] = numbersAt(module, found, 2);
    return message ? module.UTF8ToString(message) : "ONNX Runtime failed and does not say why.";
  });
}

/** What `use` puts on the stack is taken back at its end. */
export function withStack<Result>(module: WasmModule, use: () => Result): Result {
  const stack = module.stackSave();
  try {
    return use();
  } finally {
    module.stackRestore(stack);
  }
}

/** The memory as it is now. When another thread made it grow, the views are only replaced by a function that reads it. */
export function memoryOf(module: WasmModule): { bytes: WasmModule["HEAPU8"]; numbers: WasmModule["HEAPU32"] } {
  module.getValue(0, "i8");
  return { bytes: module.HEAPU8, numbers: module.HEAPU32 };
}

/** The caller restores the stack. */
export function onStack(module: WasmModule, numbers: ReadonlyArray<number>): number {
  const address = module.stackAlloc(4 * numbers.length);
  memoryOf(module).numbers.set(numbers, address / 4);
  return address;
}

export function numbersAt(module: WasmModule, address: number, count: number): Array<number> {
  return [...memoryOf(module).numbers.subarray(address / 4, address / 4 + count)];
}

/** The caller frees it. @throws RangeError where there is none */
export function roomFor(module: WasmModule, bytes: number): number {
  const address = module._malloc(Math.max(1, bytes));
  if (address === 0) throw new RangeError(`Out of memory: no room for ${bytes} bytes.`);
  return address;
}

/** @returns the address of a copy, which the caller frees. @throws RangeError where there is no room */
export function copied(module: WasmModule, data: ArrayBufferView): number {
  const address = roomFor(module, data.byteLength);
  memoryOf(module).bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), address);
  return address;
}
