// onnxruntime-web with nothing around it: one thread, and the build without WebGPU, which is the fastest on a processor.

import moduleUrl from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import wasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import * as ort from "onnxruntime-web/wasm";
import type { BareSession } from "#scripts/bench/generation/bare-loop.ts";

export async function bareSession(modelUrl: string): Promise<BareSession<ort.Tensor>> {
  ort.env.wasm.wasmPaths = {
    mjs: new URL(moduleUrl, self.location.href).href,
    wasm: new URL(wasmUrl, self.location.href).href,
  };
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(modelUrl, { executionProviders: ["wasm"] });
  return {
    inputNames: session.inputNames,
    inputMetadata: session.inputMetadata.map((input) => (input.isTensor ? input : { name: input.name })),
    run: (feeds) => session.run(feeds),
    toTensor: (type, data, dims) => new ort.Tensor(type, data, dims),
  };
}
