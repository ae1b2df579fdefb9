// ONNX Runtime's own files, from our own origin and under a name that changes with their content.
import { env } from "@huggingface/transformers";
import moduleUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import wasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import { ortWasmBytes } from "#workers/browser/ort-wasm-size.ts";

type Progress = (loadedBytes: number, totalBytes: number) => void;

/** Loads the runtime before the first session, telling the bytes that travelled. */
export async function loadRuntime(onProgress: Progress): Promise<void> {
  const wasm = env.backends.onnx.wasm;
  if (!wasm) throw new Error("This build of ONNX Runtime has no WASM.");
  const response = await fetch(wasmUrl);
  if (!response.ok || !response.body) throw new Error(`The runtime could not be loaded: HTTP ${response.status}.`);

  const isCompressed = response.headers.has("Content-Encoding");
  const travelling = Number(response.headers.get("Content-Length") ?? 0) || ortWasmBytes;
  const totalBytes = isCompressed ? travelling : ortWasmBytes;
  const chunks: Array<Uint8Array<ArrayBuffer>> = [];
  let read = 0;
  for await (const chunk of chunksOf(response.body)) {
    chunks.push(chunk);
    read += chunk.byteLength;
    onProgress(Math.round(totalBytes * Math.min(1, read / ortWasmBytes)), totalBytes);
  }
  wasm.wasmBinary = await new Blob(chunks).arrayBuffer();
  wasm.wasmPaths = {
    mjs: new URL(moduleUrl, self.location.href).href,
    wasm: new URL(wasmUrl, self.location.href).href,
  };
  wasm.numThreads = 1;
  // Its default imports a blob, which our content security policy refuses.
  env.useWasmCache = false;
}

async function* chunksOf(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
