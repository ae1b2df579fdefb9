// The starter model as llama.cpp reads it: the very weights of its ONNX file, turned and put in llama.cpp's order, none rounded.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { invariant } from "#app/lib/invariant.ts";
import { type GgufTensor, type GgufValue, ggufFile } from "#scripts/bench/generation/gguf.ts";
import { type Initializer, initializersOf, valuesOf } from "#scripts/onnx-weights.ts";

const configSchema = z.object({
  vocab_size: z.number(),
  hidden_size: z.number(),
  num_hidden_layers: z.number(),
  num_attention_heads: z.number(),
  num_key_value_heads: z.number(),
  intermediate_size: z.number(),
  max_position_embeddings: z.number(),
  rms_norm_eps: z.number(),
  rope_theta: z.number(),
  head_dim: z.number(),
  eos_token_id: z.number(),
  pad_token_id: z.number(),
});
type Config = z.infer<typeof configSchema>;

const tokenizerSchema = z.object({
  added_tokens: z.array(z.object({ id: z.number(), content: z.string(), special: z.boolean() })),
  model: z.object({ vocab: z.record(z.string(), z.number()), merges: z.array(z.tuple([z.string(), z.string()])) }),
});
type Tokenizer = z.infer<typeof tokenizerSchema>;

/** Kinds of tokens as llama.cpp numbers them. */
const normal = 1;
const control = 3;

/** @param folder holds config.json, tokenizer.json and onnx/model.onnx */
export async function starterGguf(folder: string): Promise<Uint8Array> {
  const json = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(folder, name), "utf8")) as unknown;
  const config = configSchema.parse(await json("config.json"));
  const tokenizer = tokenizerSchema.parse(await json("tokenizer.json"));
  const weights = initializersOf(await readFile(path.join(folder, "onnx/model.onnx")));
  return ggufFile({ ...metadataOf(config), ...vocabularyOf(config, tokenizer) }, tensorsOf(config, weights));
}

function metadataOf(config: Config): Record<string, GgufValue> {
  const whole = (value: number): GgufValue => ({ type: "uint32", value });
  return {
    "general.architecture": { type: "string", value: "llama" },
    "general.name": { type: "string", value: "praca/starter" },
    "llama.vocab_size": whole(config.vocab_size),
    "llama.context_length": whole(config.max_position_embeddings),
    "llama.embedding_length": whole(config.hidden_size),
    "llama.block_count": whole(config.num_hidden_layers),
    "llama.feed_forward_length": whole(config.intermediate_size),
    "llama.attention.head_count": whole(config.num_attention_heads),
    "llama.attention.head_count_kv": whole(config.num_key_value_heads),
    "llama.attention.layer_norm_rms_epsilon": { type: "float32", value: config.rms_norm_eps },
    "llama.rope.dimension_count": whole(config.head_dim),
    "llama.rope.freq_base": { type: "float32", value: config.rope_theta },
  };
}

function vocabularyOf(config: Config, { added_tokens, model }: Tokenizer): Record<string, GgufValue> {
  const tokens = new Array<string>(config.vocab_size).fill("");
  for (const [token, id] of Object.entries(model.vocab)) tokens[id] = token;
  for (const { id, content } of added_tokens) tokens[id] = content;
  const special = new Set(added_tokens.filter((token) => token.special).map(({ id }) => id));
  return {
    "tokenizer.ggml.model": { type: "string", value: "gpt2" },
    "tokenizer.ggml.pre": { type: "string", value: "gpt-2" },
    "tokenizer.ggml.tokens": { type: "strings", values: tokens },
    "tokenizer.ggml.token_type": {
      type: "int32s",
      values: tokens.map((_token, id) => (special.has(id) ? control : normal)),
    },
    "tokenizer.ggml.merges": { type: "strings", values: model.merges.map((pair) => pair.join(" ")) },
    "tokenizer.ggml.eos_token_id": { type: "uint32", value: config.eos_token_id },
    "tokenizer.ggml.padding_token_id": { type: "uint32", value: config.pad_token_id },
    "tokenizer.ggml.add_bos_token": { type: "bool", value: false },
  };
}

/** Tied embeddings: without an `output.weight`, llama.cpp reads the logits off `token_embd.weight`. */
function tensorsOf(config: Config, weights: ReadonlyArray<Initializer>): Array<GgufTensor> {
  const { hidden_size: width, intermediate_size: inner, head_dim: headSize } = config;
  const get = (name: string) => {
    const found = weights.find((weight) => weight.name === `decoder.${name}`);
    invariant(found, `the ONNX file holds decoder.${name}`);
    return valuesOf(found);
  };
  const tensors = [
    tensor("token_embd.weight", [width, config.vocab_size], get("embedding")),
    tensor("output_norm.weight", [width], get("norm")),
  ];
  for (let layer = 0; layer < config.num_hidden_layers; layer++) {
    const own = (name: string) => get(`layers.${layer}.${name}`);
    const name = (part: string) => `blk.${layer}.${part}.weight`;
    const turned = (values: Float32Array, first: number, columns: number) =>
      turnedColumns(values, width, first, columns);
    const mixed = own("query_key_value");
    const gateUp = own("gate_up");
    tensors.push(
      tensor(name("attn_norm"), [width], own("attention_norm")),
      tensor(name("attn_q"), [width, width], pairedHeads(turned(mixed, 0, width), width, headSize)),
      tensor(name("attn_k"), [width, width], pairedHeads(turned(mixed, width, width), width, headSize)),
      tensor(name("attn_v"), [width, width], turned(mixed, 2 * width, width)),
      tensor(name("attn_output"), [width, width], turned(own("output"), 0, width)),
      tensor(name("ffn_norm"), [width], own("feed_norm")),
      tensor(name("ffn_gate"), [width, inner], turned(gateUp, 0, inner)),
      tensor(name("ffn_up"), [width, inner], turned(gateUp, inner, inner)),
      tensor(name("ffn_down"), [inner, width], turnedColumns(own("down"), inner, 0, width)),
    );
  }
  return tensors;
}

/** In single precision: the halves of the file fit in it exactly, and it is what every other contender computes with. */
function tensor(name: string, dims: ReadonlyArray<number>, values: Float32Array): GgufTensor {
  return { name, dtype: "float32", dims, bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) };
}

/** Some columns of a matrix [inputs, …], as rows [columns, inputs]: llama.cpp multiplies from the other side. */
export function turnedColumns(values: Float32Array, inputs: number, first: number, columns: number): Float32Array {
  const stride = values.length / inputs;
  const turned = new Float32Array(columns * inputs);
  for (let column = 0; column < columns; column++) {
    for (let input = 0; input < inputs; input++) {
      turned[column * inputs + input] = values[input * stride + first + column] ?? 0;
    }
  }
  return turned;
}

/**
 * Rotary positions turn pairs: i with i + size/2 in our model, 2i with 2i + 1 in llama.cpp's `llama`. Each head's rows are put in
 * that order, in queries and keys alike, so that their products stay what they were.
 */
export function pairedHeads(rows: Float32Array, width: number, headSize: number): Float32Array {
  const paired = new Float32Array(rows.length);
  const half = headSize / 2;
  for (let row = 0; row < rows.length / width; row++) {
    const within = row % headSize;
    const place = row - within + (within < half ? 2 * within : 2 * (within - half) + 1);
    paired.set(rows.subarray(row * width, (row + 1) * width), place * width);
  }
  return paired;
}
