// A model small enough to be followed by hand, behind the same few members as ONNX Runtime: what it remembers are the tokens
// themselves, and its scores are mixed from all of them, so that a row that got another's memory, or its own at a wrong place, shows.
import { floatsOfBits } from "#app/features/generation/engine/float16.ts";
import { modelSession, type OrtRuntime, type OrtTensor } from "#app/features/generation/engine/ort-session.ts";
import { invariant } from "#app/lib/invariant.ts";

type TinyModel = { vocabulary: number; type: "float32" | "float16"; canKeepLast: boolean; mostLogits?: number };

const past = "past_key_values.0.key";

export function tinySession(model: TinyModel) {
  return modelSession(tinyRuntime(model), model.mostLogits);
}

function tinyRuntime({ vocabulary, type, canKeepLast }: TinyModel): OrtRuntime {
  const inputNames = ["input_ids", "attention_mask", past, ...(canKeepLast ? ["num_logits_to_keep"] : [])];

  async function run(feeds: Record<string, OrtTensor>): Promise<Record<string, OrtTensor>> {
    const ids = await numbersOf(feeds.input_ids);
    const memory = await numbersOf(feeds[past]);
    const [rows = 0, columns = 0] = feeds.input_ids?.dims ?? [];
    const width = memory.length / rows + columns;
    const mask = feeds.attention_mask?.dims.join();
    invariant(mask === `${rows},${width}`, "the mask covers the past and what is read");

    const histories = Array.from({ length: rows }, (_unused, row) => [
      ...memory.slice(row * (width - columns), (row + 1) * (width - columns)),
      ...ids.slice(row * columns, (row + 1) * columns),
    ]);
    const isLastOnly = canKeepLast && (await numbersOf(feeds.num_logits_to_keep))[0] === 1;
    const ends = isLastOnly ? [width] : Array.from({ length: columns }, (_unused, at) => width - columns + 1 + at);
    const scores = histories.flatMap((history) => ends.flatMap((end) => bitsOf(history.slice(0, end), vocabulary)));
    return {
      logits: tensor(type, type, { bits: Uint16Array.from(scores), dims: [rows, ends.length, vocabulary] }),
      "present.0.key": tensor(type, "uint16", { bits: Uint16Array.from(histories.flat()), dims: [rows, 1, width, 1] }),
    };
  }

  return {
    inputNames,
    inputMetadata: [{ name: past, type, shape: ["batch_size", 1, "past", 1] }],
    run,
    toTensor: (kind, data, dims) => ({ type: kind, dims, getData: async () => data, dispose: () => {} }),
  };
}

type Content = { bits: Uint16Array; dims: ReadonlyArray<number> };

/** Scores as halves are their bits; what is remembered are whole numbers, which both forms hold. */
function tensor(type: TinyModel["type"], kind: TinyModel["type"] | "uint16", { bits, dims }: Content): OrtTensor {
  const floats = kind === "uint16" ? Float32Array.from(bits) : floatsOfBits(bits);
  let data: Float32Array | Uint16Array | null = type === "float32" ? floats : bits;
  const getData = async () => {
    invariant(data, "a tensor is not read after its end");
    return data;
  };
  return { type, dims, getData, dispose: () => (data = null) };
}

async function numbersOf(given: OrtTensor | undefined): Promise<Array<number>> {
  const data = await given?.getData();
  invariant(data instanceof BigInt64Array || data instanceof Float32Array || data instanceof Uint16Array, "numbers");
  return Array.from<number | bigint, number>(data, Number);
}

/** One score a token of the vocabulary, −16 < score < 16, as the bits of a half. */
function bitsOf(history: ReadonlyArray<number>, vocabulary: number): Array<number> {
  const mixed = history.reduce(
    (state, token, at) => Math.imul(state ^ (token + 31 * at), 0x9e3779b1) ^ (state >>> 15),
    7,
  );
  return Array.from({ length: vocabulary }, (_unused, token) => {
    const own = Math.imul(mixed ^ (token * 0x85ebca6b), 0xc2b2ae35);
    const bits = (own >>> 16) ^ (own & 0xffff);
    return (bits & 0x8000) | ((bits & 0x7fff) % 0x4c00);
  });
}
