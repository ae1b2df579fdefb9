// The runtime of a device, made ready while the model's files are on their way.
import type { OrtRuntime } from "#app/features/generation/engine/ort-session.ts";
import { bringRuntime, type OnBytes } from "#workers/browser/ort-files.ts";
import type { WorkerDevice } from "#workers/browser/protocol.ts";
import { openWasmModule } from "#workers/browser/wasm-module.ts";
import { openWasmSession } from "#workers/browser/wasm-session.ts";
import { openWebgpu, openWebgpuSession } from "#workers/browser/webgpu-session.ts";

export type Graph = {
  graph: Uint8Array;
  /** Weights that lie in files of their own, by the names that the graph has for them. */
  externalData: ReadonlyArray<{ path: string; data: Uint8Array }>;
  layers: number;
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
  const { mjs, wasm, response, arrived } = await bringRuntime(device, onBytes);
  if (device === "webgpu") {
    // The library asks for it itself, and finds it in the browser's cache.
    await arrived;
    const ort = await openWebgpu({ mjs, wasm }, threads);
    return (graph) => openWebgpuSession(ort, graph);
  }
  const [compiled] = await Promise.all([WebAssembly.compileStreaming(response), arrived]);
  const module = await openWasmModule(mjs, compiled, threads);
  return async (graph) => ({ runtime: await openWasmSession(module, graph), lost: new Promise(() => {}) });
}
