// The runtime of a device, made ready while the model's files are on their way.
import type { OrtRuntime } from "#app/features/generation/engine/ort-session.ts";
import { fetchRuntime, type OnBytes, readToEnd } from "#workers/browser/ort-files.ts";
import type { WorkerDevice } from "#workers/browser/protocol.ts";
import { openWasmModule } from "#workers/browser/wasm-module.ts";
import { openWasmSession } from "#workers/browser/wasm-session.ts";
import { openWebgpu, openWebgpuSession } from "#workers/browser/webgpu-session.ts";

export type Graph = {
  graph: Uint8Array;
  /** Weights that lie in files of their own, by the names that the graph has for them. */
  externalData: ReadonlyArray<{ path: string; data: Uint8Array }>;
  /** How many layers remember something. */
  layers: () => number;
};

export type Opened = {
  runtime: OrtRuntime;
  /** Settles when the graphics processor is taken away; never on a processor. */
  lost: Promise<string>;
};

export async function openRuntime(
  { device, threads }: { device: WorkerDevice; threads: number },
  onBytes: OnBytes,
): Promise<(graph: Graph) => Promise<Opened>> {
  const { mjs, wasm, response } = await fetchRuntime(device);
  if (device === "webgpu") {
    // The library asks for the WASM itself, and finds it in the browser's cache.
    const [ort] = await Promise.all([openWebgpu({ mjs, wasm }, threads), readToEnd(response, device, onBytes)]);
    return (graph) => openWebgpuSession(ort, graph);
  }
  const arrived = readToEnd(response.clone(), device, onBytes);
  // Compiled while it is read, the browser keeps it compiled for the next visit.
  const [module] = await Promise.all([openWasmModule(mjs, WebAssembly.compileStreaming(response), threads), arrived]);
  return async (graph) => ({ runtime: await openWasmSession(module, graph), lost: new Promise(() => {}) });
}
