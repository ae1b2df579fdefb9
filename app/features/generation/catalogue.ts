// The models that Praça knows: where their files are, what they weigh and which of their forms runs where.
import manifest from "../../../public/models/praca/starter/manifest.json";

export type Device = "webgpu" | "wasm";
export type Dtype = "fp32" | "q8" | "q4";

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
  /** Bytes to download, by the form of the weights. */
  sizeBytes: Partial<Record<Dtype, number>>;
  /** The form that each device runs; q8 gives gibberish on WebGPU. */
  dtypes: Record<Device, Dtype>;
  /** `site`: we serve its files; `hub`: a server in the layout of the Hugging Face hub does. */
  source: "site" | "hub";
  /** Whether our server holds the model and can draw a sample again. */
  isReplayable: boolean;
};

const starterBytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);

export const starter: CatalogueModel = {
  id: "praca/starter",
  revision: manifest.revision,
  name: "Praça starter",
  licence: "Apache-2.0",
  licenceUrl: "https://www.apache.org/licenses/LICENSE-2.0",
  languages: ["en", "pt-BR", "id"],
  parameters: 1_900_000,
  contextTokens: 512,
  sizeBytes: { fp32: starterBytes },
  dtypes: { webgpu: "fp32", wasm: "fp32" },
  source: "site",
  isReplayable: true,
};

const smolLm: CatalogueModel = {
  id: "HuggingFaceTB/SmolLM2-135M-Instruct",
  revision: "12fd25f77366fa6b3b4b768ec3050bf629380bac",
  name: "SmolLM2 135M Instruct",
  licence: "Apache-2.0",
  licenceUrl: "https://www.apache.org/licenses/LICENSE-2.0",
  languages: ["en"],
  parameters: 134_515_008,
  contextTokens: 8_192,
  sizeBytes: { q8: 137_000_000, q4: 200_000_000 },
  dtypes: { webgpu: "q4", wasm: "q8" },
  source: "hub",
  isReplayable: false,
};

export const catalogue: ReadonlyArray<CatalogueModel> = [starter, smolLm];

export function findModel(id: string, revision: string): CatalogueModel | null {
  return catalogue.find((model) => model.id === id && model.revision === revision) ?? null;
}
