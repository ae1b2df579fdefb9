// A causal language model behind ONNX Runtime, the same in a Web Worker (onnxruntime-web) and in Node (onnxruntime-node):
// both are reached through the few members named here, so that one decode loop serves both.
import { floatsOfBits } from "#app/features/generation/engine/float16.ts";
import { idsOf, positionsOf } from "#app/features/generation/engine/model-inputs.ts";
import { invariant } from "#app/lib/invariant.ts";

type TensorType = "int64" | "float32" | "float16";
type TensorData = Float32Array | BigInt64Array | Uint16Array;

export type OrtTensor = {
  readonly type: string;
  readonly dims: ReadonlyArray<number>;
  /** Where its data lies: "cpu", "gpu-buffer", … */
  readonly location?: string;
  /** Copies from the GPU where the tensor lies there. */
  getData: () => Promise<unknown>;
  dispose: () => void;
};

export type OrtRuntime = {
  inputNames: ReadonlyArray<string>;
  inputMetadata: ReadonlyArray<{ name: string; type?: unknown; shape?: ReadonlyArray<number | string> }>;
  /** @param outputs their names: what is not named is not computed, and nobody has to dispose of it */
  run: (feeds: Record<string, OrtTensor>, outputs: ReadonlyArray<string>) => Promise<Record<string, OrtTensor>>;
  /** Numbers of type float16 are given as their bits. The data is not copied. */
  toTensor: (type: TensorType, data: TensorData, dims: ReadonlyArray<number>) => OrtTensor;
  /** The rows of a tensor, where the runtime has a way to copy them in its own memory. The given tensor stays. */
  selectRows?: (tensor: OrtTensor, rows: ReadonlyArray<number>) => OrtTensor | null;
};

/** What a model remembers of the tokens so far: `past_key_values.…` → `[rows, heads, past, head_dim]`, float32 or float16. */
export type Cache = ReadonlyMap<string, OrtTensor>;

export type Forward = {
  /** One row of tokens after the other, all of equal length. */
  rows: ReadonlyArray<ReadonlyArray<number>>;
  past: number;
  cache: Cache;
  /** Only the scores of the last column are wanted; a graph that can leaves the others out. */
  isLastOnly?: boolean;
};

export type Scores = { logits: Float32Array; vocabulary: number };

export type ModelSession = {
  /** The cache of no tokens at all. */
  emptyCache: (rows: number) => Cache;
  /** One pass. Logits: rows × columns × vocabulary, columns being fewer where only the last was wanted. The given cache is used up. */
  forward: (step: Forward) => Promise<Scores & { cache: Cache }>;
  /** A cache of the given rows, in that order, each as often as it is named. The given cache is used up. */
  select: (cache: Cache, rows: ReadonlyArray<number>) => Promise<Cache>;
  /** How many steps of a row selecting it is worth. */
  selectSteps: (cache: Cache) => number;
  dispose: (cache: Cache) => void;
};

/**
 * @param mostLogits how many scores one pass may make where only the last are wanted: of a long prompt, the scores of every token
 *   of a large vocabulary would take more memory than the model
 */
export function modelSession(runtime: OrtRuntime, mostLogits = 2 ** 24): ModelSession {
  const pasts = runtime.inputMetadata.filter(({ name }) => name.startsWith("past_key_values."));
  invariant(pasts.length > 0, "a model keeps its past");
  const hasPositions = runtime.inputNames.includes("position_ids");
  const canKeepLast = runtime.inputNames.includes("num_logits_to_keep");
  const pastNames = new Map(pasts.map(({ name }) => [name.replace("past_key_values.", "present."), name]));
  const wanted = ["logits", ...pastNames.keys()];
  let ones = new BigInt64Array(0);
  /** Known after the first pass. */
  let knownVocabulary = 0;

  function emptyCache(rows: number): Cache {
    return new Map(pasts.map(({ name, type, shape }) => [name, emptyPast({ name, type, shape }, rows)]));
  }

  function emptyPast({ name, type, shape = [] }: OrtRuntime["inputMetadata"][number], rows: number): OrtTensor {
    const [, heads, , size] = shape;
    invariant(
      typeof heads === "number" && typeof size === "number",
      `${name} says its heads and their size in numbers`,
    );
    const dims = [rows, heads, 0, size];
    return type === "float16"
      ? runtime.toTensor("float16", new Uint16Array(0), dims)
      : runtime.toTensor("float32", new Float32Array(0), dims);
  }

  async function forward(step: Forward) {
    const columns = step.rows[0]?.length ?? 0;
    const atOnce = Math.max(1, Math.floor(mostLogits / (step.rows.length * Math.max(1, knownVocabulary))));
    if (!step.isLastOnly || canKeepLast || columns <= atOnce) return pass(step);
    let { past, cache } = step;
    for (; past + atOnce < step.past + columns; past += atOnce) {
      const from = past - step.past;
      ({ cache } = await pass({ rows: step.rows.map((row) => row.slice(from, from + atOnce)), past, cache }));
    }
    return pass({ rows: step.rows.map((row) => row.slice(past - step.past)), past, cache });
  }

  async function pass(step: Forward) {
    const feeds = inputsOf(step);
    for (const [name, tensor] of step.cache) feeds[name] = tensor;
    const outputs = await runtime.run(feeds, wanted);
    dispose(step.cache);
    const cache = new Map<string, OrtTensor>();
    for (const [present, past] of pastNames) {
      const tensor = outputs[present];
      invariant(tensor, `the model answers with ${present}`);
      cache.set(past, tensor);
    }
    const scores = await scoresOf(outputs.logits);
    knownVocabulary = scores.vocabulary;
    return { ...scores, cache };
  }

  function inputsOf({ rows, past, isLastOnly }: Forward): Record<string, OrtTensor> {
    const columns = rows[0]?.length ?? 0;
    const dims = [rows.length, columns];
    const inputs: Record<string, OrtTensor> = {
      input_ids: runtime.toTensor("int64", idsOf(rows, columns), dims),
      attention_mask: runtime.toTensor("int64", onesOf(rows.length * (past + columns)), [rows.length, past + columns]),
    };
    if (hasPositions) inputs.position_ids = runtime.toTensor("int64", positionsOf(rows.length, columns, past), dims);
    // 0 keeps all.
    const kept = BigInt64Array.of(isLastOnly ? 1n : 0n);
    if (canKeepLast) inputs.num_logits_to_keep = runtime.toTensor("int64", kept, []);
    return inputs;
  }

  /** A view of one buffer that only grows: nothing writes into an attention mask. */
  function onesOf(length: number): BigInt64Array {
    if (ones.length < length) ones = new BigInt64Array(2 * length).fill(1n);
    return ones.subarray(0, length);
  }

  async function select(cache: Cache, rows: ReadonlyArray<number>): Promise<Cache> {
    if (isWhole(cache, rows)) return cache;
    const selected = new Map<string, OrtTensor>();
    for (const [name, tensor] of cache) {
      selected.set(name, runtime.selectRows?.(tensor, rows) ?? (await copiedRows(tensor, rows)));
    }
    dispose(cache);
    return selected;
  }

  async function copiedRows(tensor: OrtTensor, rows: ReadonlyArray<number>): Promise<OrtTensor> {
    const data = await tensor.getData();
    const [, ...inner] = tensor.dims;
    const size = inner.reduce((product, dimension) => product * dimension, 1);
    const dims = [rows.length, ...inner];
    const length = rows.length * size;
    return data instanceof Float32Array
      ? runtime.toTensor("float32", copyRows(data, new Float32Array(length), { rows, size }), dims)
      : runtime.toTensor("float16", copyRows(bitsOf(data), new Uint16Array(length), { rows, size }), dims);
  }

  return { emptyCache, forward, select, selectSteps, dispose };
}

function isWhole(cache: Cache, rows: ReadonlyArray<number>): boolean {
  return [...cache.values()].every(({ dims }) => dims[0] === rows.length) && rows.every((row, at) => row === at);
}

/** On a processor 0.1 to 0.5 was measured; a graphics processor's memory is copied by way of the processor, and its rows are cheap. */
function selectSteps(cache: Cache): number {
  return [...cache.values()].some(({ location }) => location === "gpu-buffer") ? 4 : 0.5;
}

/** The memory is not copied: a tensor's data stays valid after the tensor was disposed of, as long as somebody holds it. */
async function scoresOf(tensor: OrtTensor | undefined): Promise<Scores> {
  invariant(tensor, "a model answers with logits");
  const data = await tensor.getData();
  const vocabulary = tensor.dims.at(-1) ?? 0;
  tensor.dispose();
  return { logits: data instanceof Float32Array ? data : floatsOfBits(bitsOf(data)), vocabulary };
}

/** Float16 data as its bits, without a copy. */
function bitsOf(data: unknown): Uint16Array {
  invariant(ArrayBuffer.isView(data) && halfNames.has(data.constructor.name), "a model computes in float32 or float16");
  return new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
}

const halfNames: ReadonlySet<string> = new Set(["Uint16Array", "Float16Array"]);

function copyRows<Data extends Float32Array | Uint16Array>(
  from: Data,
  to: Data,
  { rows, size }: { rows: ReadonlyArray<number>; size: number },
): Data {
  for (const [at, row] of rows.entries()) to.set(from.subarray(row * size, (row + 1) * size), at * size);
  return to;
}

function dispose(cache: Cache): void {
  for (const tensor of cache.values()) tensor.dispose();
}
