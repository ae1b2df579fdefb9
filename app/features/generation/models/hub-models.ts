// Models of the hub, each at one commit. Commits, digests and sizes are what public repositories that pin these files say; a file without a
// digest has a size that is about right and is taken unchecked.
import type { CatalogueModel, ModelFile } from "#app/features/generation/models/catalogue.ts";

const apache = { licence: "Apache-2.0", licenceUrl: "https://www.apache.org/licenses/LICENSE-2.0" };

const smolTokenizer: ModelFile = {
  path: "tokenizer.json",
  bytes: 2_104_556,
  sha256: "9ca9acddb6525a194ec8ac7a87f24fbba7232a9a15ffa1af0c1224fcd888e47c",
};

const smol135Settings: ReadonlyArray<ModelFile> = [
  { path: "config.json", bytes: 861, sha256: "8eb740e8bbe4cff95ea7b4588d17a2432deb16e8075bc5828ff7ba9be94d982a" },
  {
    path: "generation_config.json",
    bytes: 132,
    sha256: "87b916edaaab66b3899b9d0dd0752727dff6666686da0504d89ae0a6e055a013",
  },
  smolTokenizer,
  {
    path: "tokenizer_config.json",
    bytes: 3_764,
    sha256: "4ec77d44f62efeb38d7e044a1db318f6a939438425312dfa333b8382dbad98df",
  },
];

const smol360Settings: ReadonlyArray<ModelFile> = [
  { path: "config.json", bytes: 846 },
  { path: "generation_config.json", bytes: 132 },
  smolTokenizer,
  { path: "tokenizer_config.json", bytes: 3_764 },
];

const qwenSettings: ReadonlyArray<ModelFile> = [
  { path: "config.json", bytes: 678, sha256: "777e01f0fbb3346eb229cb6fb278ed6533c1e4dcb9ebf4bed0f6e94ef17fa1b5" },
  {
    path: "generation_config.json",
    bytes: 242,
    sha256: "f7e7ce458658b2d40d9eb213b91b77a8bf698845ab89360976722d7ac46928a3",
  },
  {
    path: "tokenizer.json",
    bytes: 7_031_673,
    sha256: "a8506e7111b80c6d8635951a02eab0f4e1a8e4e5772da83846579e97b16f61bf",
  },
  {
    path: "tokenizer_config.json",
    bytes: 7_306,
    sha256: "7e88129d9769a0b14b1587a7d5e829fe93ac0e1511636471fdfc0811951418e6",
  },
];

const smol135: CatalogueModel = {
  id: "HuggingFaceTB/SmolLM2-135M-Instruct",
  revision: "12fd25f77366fa6b3b4b768ec3050bf629380bac",
  name: "SmolLM2 135M Instruct",
  ...apache,
  languages: ["en"],
  parameters: 134_515_008,
  contextTokens: 8_192,
  files: {
    q8: [...smol135Settings, { path: "onnx/model_quantized.onnx", bytes: 137_100_000 }],
    q4: [
      ...smol135Settings,
      {
        path: "onnx/model_q4.onnx",
        bytes: 182_069_414,
        sha256: "933577110303a2964096d19b6f15d3b4639bef7f99481ac0b61d9f3ad72f392a",
      },
    ],
    q4f16: [
      ...smol135Settings,
      {
        path: "onnx/model_q4f16.onnx",
        bytes: 117_500_000,
        sha256: "9358cd4ce037c304621f8c194a525607ae7c5ea73239fcae4c21bd02f2e34ff7",
      },
    ],
  },
  dtypes: { webgpu: "q4", webgpuF16: "q4f16", wasm: "q8" },
  source: "hub",
  isReplayable: false,
};

const smol360: CatalogueModel = {
  id: "HuggingFaceTB/SmolLM2-360M-Instruct",
  revision: "a10cc1512eabd3dde888204e902eca88bddb4951",
  name: "SmolLM2 360M Instruct",
  ...apache,
  languages: ["en"],
  parameters: 361_821_120,
  contextTokens: 8_192,
  files: {
    q4: [...smol360Settings, { path: "onnx/model_q4.onnx", bytes: 388_000_000 }],
    q4f16: [
      ...smol360Settings,
      {
        path: "onnx/model_q4f16.onnx",
        bytes: 272_737_275,
        sha256: "cc63370efc2aca6d5307518b85162777132cc5b8d68eeb8154ea9b5fce09ad46",
      },
    ],
  },
  dtypes: { webgpu: "q4", webgpuF16: "q4f16", wasm: "q4" },
  source: "hub",
  isReplayable: false,
};

const qwen: CatalogueModel = {
  id: "onnx-community/Qwen2.5-0.5B-Instruct",
  revision: "cc5cc01a65cc3ff17bdb73a7de33d879f62599b0",
  name: "Qwen2.5 0.5B Instruct",
  ...apache,
  languages: ["en", "pt", "id", "es", "fr", "de", "it", "ru", "zh", "ja", "ko", "vi", "th", "ar"],
  parameters: 494_032_768,
  contextTokens: 32_768,
  files: {
    q8: [
      ...qwenSettings,
      {
        path: "onnx/model_quantized.onnx",
        bytes: 512_096_557,
        sha256: "41834041ab1b29eff9fc592f1a29a1844133aea35832ea9fa91682be13016100",
      },
    ],
    q4: [
      ...qwenSettings,
      {
        path: "onnx/model_q4.onnx",
        bytes: 786_156_820,
        sha256: "09235a3b1c135cd04ef570e5053b5c079e028078a2cc5f76ba6a251e91bf3296",
      },
    ],
    q4f16: [
      ...qwenSettings,
      {
        path: "onnx/model_q4f16.onnx",
        bytes: 483_003_582,
        sha256: "b11c1dd99efd57e6c6e5bc4443a019931a5fbd5dd500d48644d8225f5ce0b2cb",
      },
    ],
  },
  dtypes: { webgpu: "q4", webgpuF16: "q4f16", wasm: "q8" },
  source: "hub",
  isReplayable: false,
};

/** The smallest first. */
export const hubModels: ReadonlyArray<CatalogueModel> = [smol135, smol360, qwen];
