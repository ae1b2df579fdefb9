// A session on the graphics processor, where what a model remembers stays from step to step.
import type { OrtRuntime } from "#app/features/generation/engine/ort-session.ts";
import { lossOf } from "#workers/browser/lost-device.ts";
import type { RuntimeFiles } from "#workers/browser/ort-files.ts";
import type { Graph, Opened } from "#workers/browser/runtime.ts";

type Ort = typeof import("onnxruntime-web/webgpu");

/** @param threads for what a graph does on the processor all the same */
export async function openWebgpu(addresses: Pick<RuntimeFiles, "mjs" | "wasm">, threads: number): Promise<Ort> {
  const ort = await import("onnxruntime-web/webgpu");
  ort.env.wasm.wasmPaths = addresses;
  ort.env.wasm.numThreads = threads;
  return ort;
}

export async function openWebgpuSession(ort: Ort, { graph, externalData, layers }: Graph): Promise<Opened> {
  const presents = Array.from({ length: layers() }, (_unused, at) => [
    `present.${at}.key`,
    `present.${at}.value`,
  ]).flat();
  const session = await ort.InferenceSession.create(graph, {
    executionProviders: ["webgpu"],
    preferredOutputLocation: Object.fromEntries(presents.map((name) => [name, "gpu-buffer" as const])),
    ...(externalData.length > 0 ? { externalData: [...externalData] } : {}),
  });
  if (!isOrtSession(session)) throw new Error("The model has no session to run.");
  const { inputNames, inputMetadata } = session;
  const runtime: OrtRuntime = {
    inputNames,
    inputMetadata,
    run: (feeds, outputs) => session.run(feeds, outputs),
    toTensor: (type, data, dims) => new ort.Tensor(type, data, dims),
  };
  return { runtime, lost: Promise.resolve(ort.env.webgpu.device).then(lossOf) };
}

type OrtSession = Pick<OrtRuntime, "inputNames" | "inputMetadata" | "run">;

function isOrtSession(value: unknown): value is OrtSession {
  return (
    typeof value === "object" && value !== null && "run" in value && "inputMetadata" in value && "inputNames" in value
  );
}
