// A model of our own in Node: redraws samples from their records, and draws those of the seed story.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { PreTrainedTokenizer } from "@huggingface/transformers";
import * as ort from "onnxruntime-node";
import { z } from "zod";
import type { Message } from "#app/features/campaigns/draft.ts";
import { plainText, promptTokens, rowText } from "#app/features/generation/engine/chat.ts";
import { type DecodedRow, decodeRows } from "#app/features/generation/engine/decode.ts";
import { type ModelSession, modelSession, type OrtRuntime } from "#app/features/generation/engine/ort-session.ts";
import type { SamplingParams } from "#app/features/generation/engine/sampler.ts";
import { type CatalogueModel, starter } from "#app/features/generation/models/catalogue.ts";
import { invariant } from "#app/lib/invariant.ts";

export type NodeModel = {
  model: CatalogueModel;
  session: ModelSession;
  tokenizer: PreTrainedTokenizer;
  endTokens: ReadonlySet<number>;
  /** Ids are below it. */
  vocabulary: number;
};

export type DrawnRow = DecodedRow & { text: string };

const configSchema = z.object({ vocab_size: z.number().int().positive() });
const generationConfigSchema = z.object({ eos_token_id: z.union([z.number(), z.array(z.number())]) });

const opened = new Map<string, Promise<NodeModel>>();

/** The model's session and tokenizer, opened once a process. Only models whose files we serve. */
export function nodeModel(model: CatalogueModel = starter): Promise<NodeModel> {
  invariant(model.isReplayable, `${model.id} is not held by the server`);
  const known = opened.get(model.id) ?? open(model);
  opened.set(model.id, known);
  return known;
}

/** Draws one row a seed from the starter model: the browser's own loop and sampler, over onnxruntime-node. */
export async function drawRows(request: {
  messages: ReadonlyArray<Message>;
  seeds: ReadonlyArray<number>;
  params: SamplingParams;
}): Promise<Array<DrawnRow>> {
  const { model, session, tokenizer, endTokens } = await nodeModel();
  const rows = await decodeRows(session, {
    groups: [{ promptTokens: promptTokens(tokenizer, request.messages), seeds: request.seeds }],
    params: request.params,
    endTokens,
    contextTokens: model.contextTokens,
    textOf: (tokenIds) => plainText(tokenizer, tokenIds),
  });
  return rows.map((row) => ({ ...row, text: rowText(tokenizer, row.tokenIds, request.params.stop) }));
}

async function open(model: CatalogueModel): Promise<NodeModel> {
  const folder = path.resolve("public/models", model.id);
  const json = async (file: string): Promise<unknown> => JSON.parse(await readFile(path.join(folder, file), "utf8"));
  const tokenizer = new PreTrainedTokenizer(await json("tokenizer.json"), await json("tokenizer_config.json"));
  const { eos_token_id } = generationConfigSchema.parse(await json("generation_config.json"));
  const session = await nodeSession(await readFile(path.join(folder, "onnx/model.onnx")));
  const { vocab_size } = configSchema.parse(await json("config.json"));
  return { model, tokenizer, session, endTokens: new Set([eos_token_id].flat()), vocabulary: vocab_size };
}

/** @param graph an ONNX file */
export async function nodeSession(graph: Uint8Array): Promise<ModelSession> {
  return modelSession(runtimeOf(await ort.InferenceSession.create(graph, { intraOpNumThreads: 1 })));
}

function runtimeOf(session: ort.InferenceSession): OrtRuntime {
  return {
    inputNames: session.inputNames,
    inputMetadata: session.inputMetadata.map((input) => (input.isTensor ? input : { name: input.name })),
    run: (feeds, outputs) =>
      session.run(Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [name, asTensor(tensor)])), outputs),
    toTensor: (type, data, dims) => new ort.Tensor(type, data, dims),
  };
}

function asTensor(tensor: unknown): ort.Tensor {
  invariant(tensor instanceof ort.Tensor, "a tensor of this runtime goes back into it");
  return tensor;
}
