// ONNX Runtime itself, from our own origin and under names that change with their content: the plain build on a processor, the one
// that can wait for a graphics processor on WebGPU.

import waitingModuleUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import waitingWasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import plainModuleUrl from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import plainWasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { FileProblem } from "#workers/browser/model-download.ts";
import { ortWasmBytes } from "#workers/browser/ort-sizes.ts";
import type { WorkerDevice } from "#workers/browser/protocol.ts";

export type RuntimeAddresses = { mjs: string; wasm: string };

export type OnBytes = (loadedBytes: number, totalBytes: number) => void;

const files = {
  wasm: { mjs: plainModuleUrl, wasm: plainWasmUrl },
  webgpu: { mjs: waitingModuleUrl, wasm: waitingWasmUrl },
};

/**
 * Brings the runtime's WASM into the browser's cache, telling the bytes that travelled. The runtime asks for it itself: compiled while
 * it is read, and kept compiled for the next visit, a session is there in a fraction of the time that it takes from bytes of ours.
 */
export async function bringRuntime(device: WorkerDevice, onBytes: OnBytes): Promise<RuntimeAddresses> {
  await bringWasm(device, onBytes);
  return { mjs: absolute(files[device].mjs), wasm: absolute(files[device].wasm) };
}

async function bringWasm(device: WorkerDevice, onBytes: OnBytes): Promise<void> {
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
    onBytes(Math.round(totalBytes * Math.min(1, read / wholeBytes)), totalBytes);
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
