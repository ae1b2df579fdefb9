// ONNX Runtime itself, from our own origin and under names that change with their content: the plain build on a processor, the one
// that can wait for a graphics processor on WebGPU.

import waitingModuleUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import waitingWasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import plainModuleUrl from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import plainWasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { FileProblem } from "#workers/browser/model-download.ts";
import { ortWasmBytes } from "#workers/browser/ort-sizes.ts";
import type { WorkerDevice } from "#workers/browser/protocol.ts";

export type OnBytes = (loadedBytes: number, totalBytes: number) => void;

export type RuntimeFiles = {
  /** Addresses. */
  mjs: string;
  wasm: string;
  /** The WASM on its way. */
  response: Response;
};

const files = {
  wasm: { mjs: plainModuleUrl, wasm: plainWasmUrl },
  webgpu: { mjs: waitingModuleUrl, wasm: waitingWasmUrl },
};

/** Asks for the runtime. Throws a FileProblem. */
export async function fetchRuntime(device: WorkerDevice): Promise<RuntimeFiles> {
  const [mjs, wasm] = [absolute(files[device].mjs), absolute(files[device].wasm)];
  const response = await fetch(wasm).catch((error) => {
    throw new FileProblem(navigator.onLine ? "load-failed" : "offline", String(error));
  });
  if (!response.ok) throw new FileProblem("file-missing", `${wasm}: HTTP ${response.status}.`);
  return { mjs, wasm, response };
}

/** Reads to the end, telling the bytes that travelled. */
export async function readToEnd({ headers, body }: Response, device: WorkerDevice, onBytes: OnBytes): Promise<void> {
  const wholeBytes = ortWasmBytes[device];
  const isCompressed = headers.has("Content-Encoding");
  const travelling = Number(headers.get("Content-Length") ?? 0) || wholeBytes;
  const totalBytes = isCompressed ? travelling : wholeBytes;
  let read = 0;
  const reader = body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (!next || next.done) return;
    read += next.value.byteLength;
    onBytes(Math.round(totalBytes * Math.min(1, read / wholeBytes)), totalBytes);
  }
}

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}
