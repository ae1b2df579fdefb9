// llama.cpp as wllama brings it: one thread, no WebGPU. Rows are requests under way together, which it decodes in one batch.
import { Wllama } from "@wllama/wllama/esm/index.js";
import wasmUrl from "@wllama/wllama/esm/wasm/wllama.wasm?url";
import { contextTokens, drawing, type Ran, type Workload } from "#scripts/bench/generation/workload.ts";

/** @param rows a slot each, with a context and a cache of its own in single precision, as the other contenders have */
export async function openWllama(modelUrl: string, rows: number): Promise<Wllama> {
  const wllama = new Wllama({ default: wasmUrl }, { suppressNativeLog: true });
  const response = await fetch(modelUrl);
  await wllama.loadModel([await response.blob()], {
    n_threads: 1,
    n_gpu_layers: 0,
    n_parallel: rows,
    n_ctx: rows * contextTokens,
    n_batch: 2048,
    kv_unified: false,
    cache_type_k: "f32",
    cache_type_v: "f32",
  });
  return wllama;
}

export async function runWllama(wllama: Wllama, asked: Workload): Promise<Omit<Ran, "milliseconds">> {
  // Every run reads its prompt anew, as with all the others.
  const sampling = asked.isGreedy
    ? { cache_prompt: false, temperature: 0, top_k: 1 }
    : {
        cache_prompt: false,
        temperature: drawing.temperature,
        top_k: drawing.topK,
        top_p: 1,
        min_p: 0,
        ignore_eos: true,
      };
  const answers = await Promise.all(
    Array.from({ length: asked.rows }, (_unused, row) =>
      wllama.createCompletion({ prompt: asked.written, max_tokens: asked.newTokens, seed: row, ...sampling }),
    ),
  );
  const tokens = answers.map(({ usage }) => usage.completion_tokens);
  if (!asked.isGreedy && tokens.some((count) => count !== asked.newTokens)) {
    throw new Error(`wllama wrote ${tokens.join(", ")} tokens.`);
  }
  return { texts: answers.map(({ choices }) => choices[0]?.text ?? "") };
}
