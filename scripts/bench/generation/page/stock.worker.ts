// transformers.js as its own documentation runs it: `generate`, a batch being the prompt as often as there are rows.
import { AutoModelForCausalLM, env, type PreTrainedModel, Tensor } from "@huggingface/transformers";
import moduleUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import wasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import { z } from "zod";
import { answerQuestions } from "#scripts/bench/generation/page/asking.ts";
import { drawing, type Workload } from "#scripts/bench/generation/workload.ts";

let model: PreTrainedModel | null = null;

answerQuestions({
  open: async ({ modelId }) => {
    useOwnFiles();
    model = await AutoModelForCausalLM.from_pretrained(modelId, { dtype: "fp32", device: "wasm" });
  },
  run: generated,
});

function useOwnFiles(): void {
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new Error("This build of ONNX Runtime has no WASM.");
  wasm.wasmPaths = {
    mjs: new URL(moduleUrl, self.location.href).href,
    wasm: new URL(wasmUrl, self.location.href).href,
  };
  wasm.numThreads = 1;
  Object.assign(env, { allowLocalModels: false, remoteHost: `${self.location.origin}/` });
  Object.assign(env, { remotePathTemplate: "models/{model}/", useBrowserCache: false });
}

async function generated({ promptTokens, rows, newTokens, isGreedy }: Workload): Promise<Array<Array<number>>> {
  if (!model) throw new Error("There is no model yet.");
  const length = promptTokens.length;
  const ids = BigInt64Array.from({ length: rows * length }, (_unused, at) => BigInt(promptTokens[at % length] ?? 0));
  const output = await model.generate({
    input_ids: new Tensor("int64", ids, [rows, length]),
    attention_mask: new Tensor("int64", new BigInt64Array(rows * length).fill(1n), [rows, length]),
    max_new_tokens: newTokens,
    ...(isGreedy ? { do_sample: false } : { do_sample: true, temperature: drawing.temperature, top_k: drawing.topK }),
  });
  if (!(output instanceof Tensor)) throw new Error("generate answers with tokens.");
  const columns = output.dims[1] ?? 0;
  const all = Array.from(z.instanceof(BigInt64Array).parse(output.data), Number);
  return Array.from({ length: rows }, (_unused, row) => all.slice(row * columns + length, (row + 1) * columns));
}
