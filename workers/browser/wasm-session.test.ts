// The runtime as it is: Node runs the same WASM that a browser does.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { InferenceSession as NodeSession } from "onnxruntime-node";
import * as ort from "onnxruntime-web/wasm";
import { beforeAll, expect, test } from "vitest";
import { modelSession } from "#app/features/generation/engine/ort-session.ts";
import { openWasmModule, type WasmModule } from "#workers/browser/wasm-module.ts";
import { openWasmSession } from "#workers/browser/wasm-session.ts";

const dist = path.dirname(createRequire(import.meta.url).resolve("onnxruntime-web"));

let module: WasmModule;
let graph: Uint8Array;

beforeAll(async () => {
  module = await newModule(1);
  graph = await readFile("public/models/praca/starter/onnx/model.onnx");
});

async function newModule(threads: number): Promise<WasmModule> {
  const compiled = WebAssembly.compile(await readFile(path.join(dist, "ort-wasm-simd-threaded.wasm")));
  return openWasmModule(pathToFileURL(path.join(dist, "ort-wasm-simd-threaded.mjs")).href, compiled, threads);
}

function ourRuntime() {
  return openWasmSession(module, { graph, externalData: [] });
}

/** By the interface that onnxruntime-web has for everybody. */
async function usualSession() {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(graph, { executionProviders: ["wasm"] });
  return modelSession({
    inputNames: session.inputNames,
    inputMetadata: session.inputMetadata.map((input) => (input.isTensor ? input : { name: input.name })),
    run: (feeds, outputs) =>
      session.run(Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [name, usual(tensor)])), outputs),
    toTensor: (type, data, dims) => new ort.Tensor(type, data, dims),
  });
}

function usual(tensor: unknown): ort.Tensor {
  if (tensor instanceof ort.Tensor) return tensor;
  throw new Error("A tensor of the other interface.");
}

/** Two prompts in one pass, widened to five rows, three of which go on: scores of every step. */
async function scoresOf(session: ReturnType<typeof modelSession>): Promise<Array<Float32Array>> {
  const prompts = [
    [5, 6, 7, 300],
    [9, 8, 1200, 2],
  ];
  const prompt = await session.forward({ rows: prompts, past: 0, cache: session.emptyCache(2) });
  const wide = await session.select(prompt.cache, [0, 0, 1, 0, 1]);
  const step = await session.forward({ rows: [[11], [12], [13], [14], [15]], past: 4, cache: wide });
  const narrow = await session.select(step.cache, [4, 0, 2]);
  const last = await session.forward({ rows: [[21], [22], [23]], past: 5, cache: narrow });
  session.dispose(last.cache);
  return [prompt.logits, step.logits, last.logits];
}

test("scores are those of onnxruntime-web's own interface, bit for bit", async () => {
  const ours = await scoresOf(modelSession(await ourRuntime()));
  expect(ours).toEqual(await scoresOf(await usualSession()));
  expect(ours[0]).toHaveLength(2 * 4 * 3072);
  expect(new Set(ours[2]).size).toBeGreaterThan(1_000);
});

test("two threads compute what one does", async () => {
  const onTwo = modelSession(await openWasmSession(await newModule(2), { graph, externalData: [] }));
  expect(await scoresOf(onTwo)).toEqual(await scoresOf(modelSession(await ourRuntime())));
});

test("weights may lie in files of their own", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "praca-weights-"));
  try {
    const optimizedModelFilePath = path.join(folder, "model.onnx");
    const kept = { optimized_model_external_initializers_file_name: "weights" };
    const extra = { session: { ...kept, optimized_model_external_initializers_min_size_in_bytes: "1024" } };
    await NodeSession.create(graph, { optimizedModelFilePath, graphOptimizationLevel: "disabled", extra });
    const externalData = [{ path: "weights", data: await readFile(path.join(folder, "weights")) }];
    const split = { graph: await readFile(optimizedModelFilePath), externalData };
    const session = modelSession(await openWasmSession(module, split));
    expect(await scoresOf(session)).toEqual(await scoresOf(modelSession(await ourRuntime())));
    await expect(openWasmSession(module, { ...split, externalData: [] })).rejects.toThrow(/external/i);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("memory that was given back is used again", async () => {
  const session = modelSession(await ourRuntime());
  const many = async () => {
    let { cache } = await session.forward({ rows: [[5, 6]], past: 0, cache: session.emptyCache(1) });
    cache = await session.select(
      cache,
      Array.from({ length: 16 }, () => 0),
    );
    for (let past = 2; past < 40; past++) {
      const rows = Array.from({ length: 16 }, () => [past]);
      ({ cache } = await session.forward({ rows, past, cache }));
    }
    session.dispose(cache);
  };
  await many();
  const bytes = module.HEAPU8.length;
  // 16 rows of 20 tokens remember 2 MB: kept, those of 38 steps would not fit.
  for (let round = 0; round < 3; round++) await many();
  expect(module.HEAPU8.length).toBe(bytes);
});

test("a file that is no graph gets the runtime's own words", async () => {
  const notAGraph = new TextEncoder().encode("<!doctype html>");
  await expect(openWasmSession(module, { graph: notAGraph, externalData: [] })).rejects.toThrow(/protobuf/i);
});

test("a token that the model has not fails, and says so", async () => {
  const session = modelSession(await ourRuntime());
  const run = session.forward({ rows: [[99_999]], past: 0, cache: session.emptyCache(1) });
  await expect(run).rejects.toThrow(/out of (data )?bounds/i);
});

test("a tensor is not used after its end, nor one of another session", async () => {
  const runtime = await ourRuntime();
  const names = runtime.inputNames;
  const zero = (name: string) =>
    runtime.toTensor("float32", new Float32Array(0), name.startsWith("past") ? [1, 6, 0, 32] : [0]);
  const one = () => runtime.toTensor("int64", BigInt64Array.of(1n), [1, 1]);
  const feeds = Object.fromEntries(names.map((name) => [name, name.startsWith("past") ? zero(name) : one()]));
  const outputs = await runtime.run(feeds, ["logits"]);
  const { logits } = outputs;
  expect(Object.keys(outputs)).toEqual(["logits"]);
  expect(await logits?.getData()).toHaveLength(3072);
  logits?.dispose();
  await expect(logits?.getData()).rejects.toThrow("before its end");

  const foreign = await (await ourRuntime()).run(feeds, ["logits"]).catch((error: Error) => error.message);
  expect(foreign).toContain("is a tensor of this session");
  const { input_ids: _left, ...tooFew } = feeds;
  await expect(runtime.run(tooFew, ["logits"])).rejects.toThrow("input_ids");
});
