// The models that Praça knows: where their files are, what they weigh and which of their forms runs where.
import { hubModels } from "#app/features/generation/models/hub-models.ts";
import starterAnswer from "#app/features/generation/models/starter-answer.json" with { type: "json" };
import manifest from "../../../../public/models/praca/starter/manifest.json" with { type: "json" };

export type Device = "webgpu" | "wasm";
export type Dtype = "fp32" | "fp16" | "q8" | "q4" | "q4f16";

export type ModelFile = {
  /** Below the model's folder, as `onnx/model_q4.onnx`. */
  path: string;
  /** For the bar; about right is enough, since a digest decides. */
  bytes: number;
  /** Hex, lower case. */
  sha256?: string | undefined;
};

/** What a model answers for certain tokens in fp32 on a processor: a device that answers otherwise lies. */
export type KnownAnswer = {
  promptTokens: ReadonlyArray<number>;
  /** The best scores after the last of them, best first. */
  top: ReadonlyArray<{ token: number; logit: number }>;
};

export type CatalogueModel = {
  id: string;
  /** A commit of the hub, or the digest of the starter's files. */
  revision: string;
  name: string;
  licence: string;
  licenceUrl: string;
  languages: ReadonlyArray<string>;
  parameters: number;
  /** Tokens that the model can hold, the prompt's included. */
  contextTokens: number;
  /** All that is loaded, by the form of the weights: tokenizer and settings included. */
  files: Partial<Record<Dtype, ReadonlyArray<ModelFile>>>;
  /** The form that each device runs: `webgpuF16` on an adapter with `shader-f16`; q8 gives gibberish on WebGPU. */
  dtypes: { webgpu: Dtype; webgpuF16: Dtype; wasm: Dtype };
  /** `site`: we serve its files; `hub`: a server in the layout of the Hugging Face hub does. */
  source: "site" | "hub";
  /** Whether our server holds the model and can draw a sample again. */
  isReplayable: boolean;
  knownAnswer?: KnownAnswer;
};

/** Bytes to download for one form of the weights. */
export function sizeBytes(model: Pick<CatalogueModel, "files">, dtype: Dtype): number {
  return bytesOf(model.files[dtype] ?? []);
}

export function bytesOf(files: ReadonlyArray<ModelFile>): number {
  return files.reduce((sum, file) => sum + file.bytes, 0);
}

export const starter: CatalogueModel = {
  id: "praca/starter",
  revision: manifest.revision,
  name: "Praça starter",
  licence: "Apache-2.0",
  licenceUrl: "https://www.apache.org/licenses/LICENSE-2.0",
  languages: ["en", "pt-BR", "id"],
  parameters: 1_900_000,
  contextTokens: 512,
  files: { fp32: manifest.files.filter(({ path }) => path !== "README.md") },
  dtypes: { webgpu: "fp32", webgpuF16: "fp32", wasm: "fp32" },
  source: "site",
  isReplayable: true,
  knownAnswer: starterAnswer,
};

export const catalogue: ReadonlyArray<CatalogueModel> = [starter, ...hubModels];

export function findModel(id: string, revision: string): CatalogueModel | null {
  return catalogue.find((model) => model.id === id && model.revision === revision) ?? null;
}
