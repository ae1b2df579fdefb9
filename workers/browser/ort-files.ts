// ONNX Runtime itself, from our own origin and under names that change with their content: the plain build on a processor, the one
// that can wait for a graphics processor on WebGPU.

import waitingModuleUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import waitingWasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import plainModuleUrl from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import plainWasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { FileProblem } from "#workers/browser/model-download.ts";
import { ortWasmBytes } from "#workers/browser/ort-sizes.ts";
import type { WorkerDevice } from "#workers/browser/protocol.ts";

export type Ort = typeof import("onnxruntime-web");

type Progress = (loadedBytes: number, totalBytes: number) => void;

const files = {
  wasm: { mjs: plainModuleUrl, wasm: plainWasmUrl },
  webgpu: { mjs: waitingModuleUrl, wasm: waitingWasmUrl },
};

/**
 * Makes the runtime ready for the first session, telling the bytes that travelled.
 * @param threads taken only where the page is cross-origin isolated
 */
export async function loadRuntime(
  { device, threads }: { device: WorkerDevice; threads: number },
  onProgress: Progress,
): Promise<Ort> {
  // The runtime asks for its WASM itself and finds it in the browser's cache: compiled while it is read, and kept compiled for the
  // next visit, a session is there in a fraction of the time that it takes from bytes of ours.
  const [ort] = await Promise.all([moduleOf(device), bringWasm(device, onProgress)]);
  const { mjs, wasm } = files[device];
  ort.env.wasm.wasmPaths = { mjs: absolute(mjs), wasm: absolute(wasm) };
  ort.env.wasm.numThreads = self.crossOriginIsolated ? threads : 1;
  return ort;
}

function moduleOf(device: WorkerDevice): Promise<Ort> {
  return device === "wasm" ? import("onnxruntime-web/wasm") : import("onnxruntime-web/webgpu");
}

async function bringWasm(device: WorkerDevice, onProgress: Progress): Promise<void> {
  const address = absolute(files[device].wasm);
  const response = await fetch(address).catch((error) => {
    throw new FileProblem(navigator.onLine ? "load-failed" : "offline", String(error));
  });
  if (!response.ok || !response.body) throw new FileProblem("file-missing", `${address}: HTTP ${response.status}.`);

  const wholeBytes = ortWasmBytes[device];
  const isCompressed = response.headers.has("Content-Encoding");
  const travelling = Number(response.headers.get("Content-Length") ?? 0) || wholeBytes;
  const totalBytes = isCompressed ? travelling : wholeBytes;
  let read = 0;
  for await (const chunk of chunksOf(response.body)) {
    read += chunk.byteLength;
    onProgress(Math.round(totalBytes * Math.min(1, read / wholeBytes)), totalBytes);
  }
}

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}

async function* chunksOf(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
