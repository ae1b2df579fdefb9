// A causal language model behind ONNX Runtime, the same in a Web Worker (onnxruntime-web) and in Node (onnxruntime-node):
// both are reached through the few members named here, so that one decode loop serves both.
import { invariant } from "#app/lib/invariant.ts";

type TensorData = Float32Array | BigInt64Array | Uint16Array;

export type OrtTensor = {
  readonly type: string;
  readonly dims: ReadonlyArray<number>;
  /** Copies from the GPU where the tensor lies there. */
  getData: () => Promise<unknown>;
  dispose: () => void;
};

export type OrtRuntime = {
  inputNames: ReadonlyArray<string>;
  inputMetadata: ReadonlyArray<{ name: string; type?: unknown; shape?: ReadonlyArray<number | string> }>;
  run: (feeds: Record<string, OrtTensor>) => Promise<Record<string, OrtTensor>>;
  toTensor: (type: "int64" | "float32", data: TensorData, dims: ReadonlyArray<number>) => OrtTensor;
};

/** What a model remembers of the tokens so far: `past_key_values.…` → `[rows, heads, past, head_dim]`. */
export type Cache = ReadonlyMap<string, OrtTensor>;

export type Forward = {
  /** One row of tokens after the other, all of equal length. */
  rows: ReadonlyArray<ReadonlyArray<number>>;
  past: number;
  cache: Cache;
};

export type ModelSession = {
  /** The cache of no tokens at all. */
  emptyCache: (rows: number) => Cache;
  /** One pass. Logits: rows × columns × vocabulary. The given cache is used up. */
  forward: (step: Forward) => Promise<{ logits: Float32Array; vocabulary: number; cache: Cache }>;
  /** A cache of the given rows, in that order, each as often as it is named. The given cache is used up. */
  select: (cache: Cache, rows: ReadonlyArray<number>) => Promise<Cache>;
  dispose: (cache: Cache) => void;
};

export function modelSession(runtime: OrtRuntime): ModelSession {
  const caches = runtime.inputMetadata.filter(({ name }) => name.startsWith("past_key_values."));
  invariant(caches.length > 0, "a model keeps its past");

  function emptyCache(rows: number): Cache {
    return new Map(caches.map(({ name, shape }) => [name, emptyPast(name, rows, shape ?? [])]));
  }

  function emptyPast(name: string, rows: number, [, heads, , size]: ReadonlyArray<number | string>): OrtTensor {
    invariant(
      typeof heads === "number" && typeof size === "number",
      `${name} says its heads and their size in numbers`,
    );
    return runtime.toTensor("float32", new Float32Array(0), [rows, heads, 0, size]);
  }

  async function forward({ rows, past, cache }: Forward) {
    const feeds = { ...inputsOf(rows, past), ...Object.fromEntries(cache) };
    const outputs = await runtime.run(feeds);
    dispose(cache);
    const scores = outputs.logits;
    invariant(scores?.type === "float32", "a model answers with float32 logits");
    const logits = await scores.getData();
    invariant(logits instanceof Float32Array, "logits are floats");
    const vocabulary = scores.dims.at(-1) ?? 0;
    // Copied before it goes: some backends hand out a view of the tensor's own memory.
    const copy = Float32Array.from(logits);
    scores.dispose();
    return { logits: copy, vocabulary, cache: presentsOf(outputs) };
  }

  function inputsOf(rows: Forward["rows"], past: number): Record<string, OrtTensor> {
    const columns = rows[0]?.length ?? 0;
    const positions = Array.from({ length: columns }, (_unused, column) => BigInt(past + column));
    const inputs: Record<string, OrtTensor> = {
      input_ids: runtime.toTensor("int64", BigInt64Array.from(rows.flat(), BigInt), [rows.length, columns]),
      attention_mask: runtime.toTensor("int64", new BigInt64Array(rows.length * (past + columns)).fill(1n), [
        rows.length,
        past + columns,
      ]),
    };
    if (runtime.inputNames.includes("position_ids")) {
      const data = BigInt64Array.from(rows.flatMap(() => positions));
      inputs.position_ids = runtime.toTensor("int64", data, [rows.length, columns]);
    }
    return inputs;
  }

  async function select(cache: Cache, rows: ReadonlyArray<number>): Promise<Cache> {
    const selected = new Map<string, OrtTensor>();
    for (const [name, tensor] of cache) {
      const data = await tensor.getData();
      invariant(data instanceof Float32Array, "what a model remembers is held as float32");
      const [, ...inner] = tensor.dims;
      const size = inner.reduce((product, dimension) => product * dimension, 1);
      const copy = new Float32Array(rows.length * size);
      for (const [at, row] of rows.entries()) copy.set(data.subarray(row * size, (row + 1) * size), at * size);
      selected.set(name, runtime.toTensor("float32", copy, [rows.length, ...inner]));
    }
    dispose(cache);
    return selected;
  }

  return { emptyCache, forward, select, dispose };
}

function presentsOf(outputs: Record<string, OrtTensor>): Cache {
  const presents = Object.entries(outputs).filter(([name]) => name.startsWith("present."));
  return new Map(presents.map(([name, tensor]) => [name.replace("present.", "past_key_values."), tensor]));
}

function dispose(cache: Cache): void {
  for (const tensor of cache.values()) tensor.dispose();
}
