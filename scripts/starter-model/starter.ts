/** The starter model's folder: where it lies, how it is loaded in Node, and the prompts held out of its training. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AutoTokenizer, env } from "@huggingface/transformers";
import ort from "onnxruntime-node";
import { z } from "zod";
import { type Prompt, promptSchema } from "./judged.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const models = fileURLToPath(new URL("../../public/models/", import.meta.url));

export const modelFolder = join(models, "praca/starter");

const configSchema = z.object({
  num_hidden_layers: z.number(),
  num_attention_heads: z.number(),
  head_dim: z.number(),
  eos_token_id: z.number(),
});

export async function loadTokenizer() {
  env.allowRemoteModels = false;
  env.localModelPath = models;
  return AutoTokenizer.from_pretrained("praca/starter");
}

export async function loadStarter() {
  const config = configSchema.parse(JSON.parse(await readFile(join(modelFolder, "config.json"), "utf8")));
  const session = await ort.InferenceSession.create(join(modelFolder, "onnx/model.onnx"), {
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const shape = {
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    headDim: config.head_dim,
    endId: config.eos_token_id,
  };
  return { session, shape, tokenizer: await loadTokenizer() };
}

export async function readPrompts(): Promise<Array<Prompt>> {
  const lines = (await readFile(join(here, "prompts.jsonl"), "utf8")).trim().split("\n");
  return lines.map((line) => promptSchema.parse(JSON.parse(line)));
}

/** The words that each language's answers are made of, as the corpus generator wrote them down. */
export async function readKnownWords(): Promise<Map<string, ReadonlySet<string>>> {
  const lists = z.record(z.string(), z.string()).parse(JSON.parse(await readFile(join(here, "words.json"), "utf8")));
  return new Map(Object.entries(lists).map(([language, list]) => [language, new Set(list.split(" "))]));
}
