// Loads one model: its runtime and its files at once, then a session and a tokenizer. One model a worker: only ending the worker
// surely frees its memory.
import { PreTrainedTokenizer } from "@huggingface/transformers";
import { z } from "zod";
import { type ModelSession, modelSession } from "#app/features/generation/engine/ort-session.ts";
import { fileAddress } from "#workers/browser/model-address.ts";
import { FileProblem } from "#workers/browser/model-download.ts";
import { type From, readModelFile } from "#workers/browser/model-file.ts";
import { openPieceStore } from "#workers/browser/piece-store.ts";
import type { WorkerDevice, WorkerModel } from "#workers/browser/protocol.ts";
import { type Graph, openRuntime } from "#workers/browser/runtime.ts";

export type LoadedModel = {
  model: WorkerModel;
  session: ModelSession;
  tokenizer: PreTrainedTokenizer;
  endTokens: ReadonlySet<number>;
  threads: number;
  isStored: boolean;
  /** Settles when the graphics processor is taken away; never on a processor. */
  lost: Promise<string>;
};

export type LoadProgress = { loadedBytes: number; totalBytes: number; from: From };
export type LoadInput = {
  model: WorkerModel;
  device: WorkerDevice;
  threads: number;
  onProgress: (progress: LoadProgress) => void;
};

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** Throws a FileProblem where a file is at fault. */
export async function loadModel({ model, device, threads, onProgress }: LoadInput): Promise<LoadedModel> {
  const { onRuntime, onFile } = progressOf(model, onProgress);
  const isolated = { device, threads: self.crossOriginIsolated ? threads : 1 };
  const [open, read] = await Promise.all([openRuntime(isolated, onRuntime), readFiles(model, onFile)]);
  const { files, isStored } = read;
  const tokenizer = tokenizerOf(files);
  const endTokens = endTokensOf(files);
  const { runtime, lost } = await open(graphOf(files)).catch(async (error) => {
    await read.forgetUnproven();
    throw error;
  });
  const session = modelSession(runtime);
  return { model, tokenizer, endTokens, session, isStored, threads: device === "wasm" ? isolated.threads : 1, lost };
}

function progressOf(model: WorkerModel, onProgress: LoadInput["onProgress"]) {
  const runtime = { loaded: 0, total: 0 };
  const files = new Map<string, number>();
  let from: From = "cache";
  const report = () => {
    const loaded = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
    const loadedBytes = runtime.loaded + Math.min(loaded, model.totalBytes);
    onProgress({ loadedBytes, totalBytes: runtime.total + model.totalBytes, from });
  };
  return {
    onRuntime: (loaded: number, total: number) => {
      Object.assign(runtime, { loaded, total });
      report();
    },
    onFile: (path: string, loaded: number, source: From) => {
      files.set(path, loaded);
      if (source === "network") from = "network";
      report();
    },
  };
}

async function readFiles(model: WorkerModel, onFile: (path: string, loaded: number, from: From) => void) {
  const store = await openPieceStore(model);
  const read = model.files.map(async (file) => {
    const address = fileAddress(model, self.location.origin, file.path);
    const onBytes = (loaded: number, from: From) => onFile(file.path, loaded, from);
    return [file.path, await readModelFile({ file, address, store, onBytes })] as const;
  });
  const files: Files = new Map(
    await Promise.all(read).catch((error) => {
      // There was no room to keep it in pieces, and none to hold it either.
      throw store?.isFull() && error instanceof RangeError ? new FileProblem("quota-exceeded", error.message) : error;
    }),
  );
  // Without a digest a file may be anything: when no session comes of it, the next try asks for it again.
  const forgetUnproven = async () => {
    const unproven = model.files.filter(({ sha256 }) => !sha256);
    for (const { path } of unproven) {
      await store?.remove(fileAddress(model, self.location.origin, path), files.get(path)?.byteLength ?? 0);
    }
  };
  return { files, isStored: store !== null && !store.isFull(), forgetUnproven };
}

function fileOf(files: Files, path: string): Uint8Array<ArrayBuffer> {
  const bytes = files.get(path);
  if (!bytes) throw new FileProblem("file-missing", `The model has no ${path}.`);
  return bytes;
}

function jsonOf(files: Files, path: string): unknown {
  const text = new TextDecoder().decode(fileOf(files, path));
  try {
    return JSON.parse(text);
  } catch {
    throw new FileProblem("not-json", `${path} cannot be read: it begins with “${text.slice(0, 40)}”.`);
  }
}

const tokenizerConfigSchema = z.looseObject({ chat_template: z.unknown() });

function tokenizerOf(files: Files): PreTrainedTokenizer {
  const config = tokenizerConfigSchema.parse(jsonOf(files, "tokenizer_config.json"));
  // Newer models keep their template in a file of its own.
  const template = files.get("chat_template.jinja");
  if (template) config.chat_template = new TextDecoder().decode(template);
  return new PreTrainedTokenizer(jsonOf(files, "tokenizer.json"), config);
}

const endSchema = z.object({ eos_token_id: z.union([z.number(), z.array(z.number())]) });

function endTokensOf(files: Files): ReadonlySet<number> {
  const found = ["generation_config.json", "config.json"]
    .filter((path) => files.has(path))
    .map((path) => endSchema.safeParse(jsonOf(files, path)))
    .find(({ success }) => success);
  if (!found?.data) throw new FileProblem("file-missing", "No file says with which token an answer ends.");
  return new Set([found.data.eos_token_id].flat());
}

const layersSchema = z.object({ num_hidden_layers: z.number().int() });

function graphOf(files: Files): Graph {
  const paths = [...files.keys()];
  const graph = fileOf(files, paths.find((path) => path.endsWith(".onnx")) ?? "onnx/model.onnx");
  const externalData = paths
    .filter((path) => path.startsWith("onnx/") && !path.endsWith(".onnx"))
    .map((path) => ({ path: path.slice("onnx/".length), data: fileOf(files, path) }));
  const layers = () => layersSchema.parse(jsonOf(files, "config.json")).num_hidden_layers;
  return { graph, externalData, layers };
}
