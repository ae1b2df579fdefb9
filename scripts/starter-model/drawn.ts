/** Draws samples from the starter model in Node: one prefill, its cache tiled, then one token a row a step. */
import ort from "onnxruntime-node";
import { invariant } from "#app/lib/invariant.ts";

export type Shape = { layers: number; heads: number; headDim: number; endId: number };
export type Draw = { ids: Array<number>; hasEnded: boolean };
type Settings = { rows: number; temperature: number; maxTokens: number; random: () => number };

function int64(values: ReadonlyArray<number>, rows: number): ort.Tensor {
  return new ort.Tensor("int64", BigInt64Array.from(values, BigInt), [rows, values.length / rows]);
}

/** The token whose share of the probability holds the random point; the likeliest at temperature 0. */
export function pick(logits: Float32Array, temperature: number, point: number): number {
  let top = 0;
  logits.forEach((logit, id) => {
    if (logit > (logits[top] ?? 0)) top = id;
  });
  if (temperature === 0) return top;

  const weights = Float64Array.from(logits, (logit) => Math.exp((logit - (logits[top] ?? 0)) / temperature));
  let left = point * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex((weight) => {
    left -= weight;
    return left <= 0;
  });
  return found === -1 ? top : found;
}

function tiled(tensor: ort.Tensor, rows: number): ort.Tensor {
  invariant(tensor.data instanceof Float32Array, "the cache is float32");
  const data = new Float32Array(tensor.data.length * rows);
  for (let row = 0; row < rows; row += 1) data.set(tensor.data, row * tensor.data.length);
  return new ort.Tensor("float32", data, [rows, ...tensor.dims.slice(1)]);
}

export async function drawSamples(
  session: ort.InferenceSession,
  shape: Shape,
  promptIds: ReadonlyArray<number>,
  settings: Settings,
): Promise<Array<Draw>> {
  const names = Array.from({ length: shape.layers }, (_, i) => [`${i}.key`, `${i}.value`]).flat();
  const empty = () => new ort.Tensor("float32", new Float32Array(0), [1, shape.heads, 0, shape.headDim]);
  let cache: Map<string, ort.Tensor> = new Map(names.map((name) => [name, empty()]));

  async function step(ids: ReadonlyArray<number>, rows: number, start: number): Promise<ort.Tensor> {
    const tokens = ids.length / rows;
    const positions = ids.map((_, i) => start + (i % tokens));
    const result = await session.run({
      input_ids: int64(ids, rows),
      attention_mask: int64(new Array(rows * (start + tokens)).fill(1), rows),
      position_ids: int64(positions, rows),
      ...Object.fromEntries([...cache].map(([name, tensor]) => [`past_key_values.${name}`, tensor])),
    });
    cache = new Map(names.map((name) => [name, result[`present.${name}`] ?? empty()]));
    const logits = result.logits;
    invariant(logits, "the model answers with logits");
    return logits;
  }

  function lastOf(logits: ort.Tensor, row: number): Float32Array {
    const [, tokens = 0, size = 0] = logits.dims;
    invariant(logits.data instanceof Float32Array, "logits are float32");
    return logits.data.subarray((row * tokens + tokens - 1) * size, (row + 1) * tokens * size);
  }

  const draws: Array<Draw> = Array.from({ length: settings.rows }, () => ({ ids: [], hasEnded: false }));
  let logits = await step(promptIds, 1, 0);
  cache = new Map([...cache].map(([name, tensor]) => [name, tiled(tensor, settings.rows)]));

  for (let count = 0; count < settings.maxTokens; count += 1) {
    const next = draws.map((draw, row) => {
      if (draw.hasEnded) return shape.endId;
      const id = pick(lastOf(logits, count === 0 ? 0 : row), settings.temperature, settings.random());
      if (id === shape.endId) draw.hasEnded = true;
      else draw.ids.push(id);
      return id;
    });
    if (draws.every((draw) => draw.hasEnded)) break;
    logits = await step(next, settings.rows, promptIds.length + count);
  }
  return draws;
}
