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
  /** The WASM on its way: compiled while it is read, the browser keeps it compiled for the next visit. */
  response: Response;
  /** Settles when all of it has come. */
  arrived: Promise<void>;
};

const files = {
  wasm: { mjs: plainModuleUrl, wasm: plainWasmUrl },
  webgpu: { mjs: waitingModuleUrl, wasm: waitingWasmUrl },
};

/** Asks for the runtime, telling the bytes that travelled. Throws a FileProblem. */
export async function bringRuntime(device: WorkerDevice, onBytes: OnBytes): Promise<RuntimeFiles> {
  const [mjs, wasm] = [absolute(files[device].mjs), absolute(files[device].wasm)];
  const response = await fetch(wasm).catch((error) => {
    throw new FileProblem(navigator.onLine ? "load-failed" : "offline", String(error));
  });
  if (!response.ok) throw new FileProblem("file-missing", `${wasm}: HTTP ${response.status}.`);
  return { mjs, wasm, response, arrived: counted(response.clone(), ortWasmBytes[device], onBytes) };
}

async function counted({ headers, body }: Response, wholeBytes: number, onBytes: OnBytes): Promise<void> {
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
