// llama.cpp as wllama brings it: one thread, no WebGPU. Rows are requests that are under way together; it decodes them in one batch.
import { Wllama } from "@wllama/wllama";
import wasmUrl from "@wllama/wllama/esm/wasm/wllama.wasm?url";
import { drawing, type Ran, type Workload } from "#scripts/bench/generation/workload.ts";

export type WllamaSettings = { modelUrl: string; mostRows: number; contextTokens: number };

export async function openWllama({ modelUrl, mostRows, contextTokens }: WllamaSettings): Promise<Wllama> {
  const wllama = new Wllama({ default: wasmUrl }, { suppressNativeLog: true });
  const response = await fetch(modelUrl);
  await wllama.loadModel([await response.blob()], {
    n_threads: 1,
    n_gpu_layers: 0,
    n_parallel: mostRows,
    n_ctx: contextTokens,
    n_batch: 2048,
    kv_unified: true,
  });
  return wllama;
}

export async function runWllama(wllama: Wllama, asked: Workload): Promise<Omit<Ran, "milliseconds">> {
  const answers = await Promise.all(
    Array.from({ length: asked.rows }, (_unused, row) =>
      wllama.createCompletion({
        prompt: asked.written,
        max_tokens: asked.newTokens,
        seed: row,
        ...(asked.isGreedy
          ? { temperature: 0, top_k: 1 }
          : { temperature: drawing.temperature, top_k: drawing.topK, top_p: 1, min_p: 0, ignore_eos: true }),
      }),
    ),
  );
  const tokens = answers.map(({ usage }) => usage.completion_tokens);
  if (!asked.isGreedy && tokens.some((count) => count !== asked.newTokens))
    throw new Error(`wllama wrote ${tokens.join(", ")} tokens.`);
  return { texts: answers.map(({ choices }) => choices[0]?.text ?? "") };
}
