// Loads one model with transformers.js. One model a worker: only ending the worker surely frees its memory.
import { AutoModelForCausalLM, AutoTokenizer, env, type PreTrainedTokenizer, Tensor } from "@huggingface/transformers";
import { z } from "zod";
import {
  type ModelSession,
  modelSession,
  type OrtRuntime,
  type OrtTensor,
} from "#app/features/generation/ort-session.ts";
import { addressSettings } from "#workers/browser/model-address.ts";
import { loadRuntime } from "#workers/browser/ort-files.ts";
import type { WorkerDevice, WorkerModel } from "#workers/browser/protocol.ts";

export type LoadedModel = {
  model: WorkerModel;
  session: ModelSession;
  tokenizer: PreTrainedTokenizer;
  endTokens: ReadonlySet<number>;
};

type LoadInput = { model: WorkerModel; device: WorkerDevice; onProgress: (loaded: number, total: number) => void };

const endSchema = z.object({ eos_token_id: z.union([z.number(), z.array(z.number())]) });

type OrtSession = Pick<OrtRuntime, "inputNames" | "inputMetadata" | "run">;

export async function loadModel({ model, device, onProgress }: LoadInput): Promise<LoadedModel> {
  const runtime = { loaded: 0, total: 0 };
  const files = new Map<string, number>();
  const report = () => {
    const loaded = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
    onProgress(runtime.loaded + Math.min(loaded, model.totalBytes), runtime.total + model.totalBytes);
  };
  await loadRuntime((loaded, total) => {
    Object.assign(runtime, { loaded, total });
    report();
  });

  pointAtFiles(model);
  const options = {
    revision: model.revision,
    progress_callback: (info: { status: string; file?: string; loaded?: number }) => {
      if (info.status !== "progress" || !info.file) return;
      files.set(info.file, info.loaded ?? 0);
      report();
    },
  };
  const tokenizer = await AutoTokenizer.from_pretrained(model.id, options);
  const loaded = await AutoModelForCausalLM.from_pretrained(model.id, { ...options, device, dtype: model.dtype });
  const session: unknown = loaded.sessions.model;
  if (!isOrtSession(session)) throw new Error("The model has no session to run.");
  const { eos_token_id } = endSchema.parse(loaded.generation_config ?? loaded.config);
  return { model, tokenizer, endTokens: new Set([eos_token_id].flat()), session: modelSession(runtimeOf(session)) };
}

function pointAtFiles(model: WorkerModel): void {
  Object.assign(env, addressSettings(model, self.location.origin));
  if (model.source !== "site") return;
  env.fetch = (input, init) => fetch(withRevision(input, model.revision), init);
}

function withRevision(input: string | URL, revision: string): URL {
  const url = new URL(input, self.location.href);
  url.searchParams.set("revision", revision);
  return url;
}

function isOrtSession(value: unknown): value is OrtSession {
  return (
    typeof value === "object" && value !== null && "run" in value && "inputMetadata" in value && "inputNames" in value
  );
}

function runtimeOf(session: OrtSession): OrtRuntime {
  return {
    inputNames: session.inputNames,
    inputMetadata: session.inputMetadata,
    run: (feeds) => session.run(feeds),
    toTensor: (type, data, dims) => ortTensorOf(new Tensor(type, data, [...dims])),
  };
}

function ortTensorOf(tensor: Tensor): OrtTensor {
  const inner: unknown = tensor.ort_tensor;
  if (!isOrtTensor(inner)) throw new Error("A tensor of transformers.js holds one of ONNX Runtime.");
  return inner;
}

function isOrtTensor(value: unknown): value is OrtTensor {
  return typeof value === "object" && value !== null && "getData" in value && "dims" in value && "dispose" in value;
}
