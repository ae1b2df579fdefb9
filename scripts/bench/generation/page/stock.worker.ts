// transformers.js as its own documentation runs it: `generate`, a batch being the prompt as often as there are rows.
import { AutoModelForCausalLM, env, type PreTrainedModel, Tensor } from "@huggingface/transformers";
import { z } from "zod";
import { answerWith } from "#scripts/bench/generation/page/asking.ts";
import { drawing, type Workload, workload } from "#scripts/bench/generation/workload.ts";
import { loadRuntime } from "#workers/browser/ort-files.ts";

const question = z.discriminatedUnion("type", [
  z.object({ type: z.literal("open"), modelId: z.string() }),
  z.object({ type: z.literal("run"), workload }),
]);

let model: PreTrainedModel | null = null;

answerWith(async (data) => {
  const asked = question.parse(data);
  if (asked.type === "run") return generated(asked.workload);
  await loadRuntime(() => {});
  Object.assign(env, { allowLocalModels: false, remoteHost: `${self.location.origin}/` });
  Object.assign(env, { remotePathTemplate: "models/{model}/", useBrowserCache: false });
  model = await AutoModelForCausalLM.from_pretrained(asked.modelId, { dtype: "fp32", device: "wasm" });
  return null;
});

async function generated({ promptTokens, rows, newTokens, isGreedy }: Workload): Promise<Array<Array<number>>> {
  if (!model) throw new Error("There is no model yet.");
  const places = rows * promptTokens.length;
  const ids = BigInt64Array.from({ length: places }, (_unused, at) =>
    BigInt(promptTokens[at % promptTokens.length] ?? 0),
  );
  const dims = [rows, promptTokens.length];
  const output = await model.generate({
    input_ids: new Tensor("int64", ids, dims),
    attention_mask: new Tensor("int64", new BigInt64Array(places).fill(1n), dims),
    max_new_tokens: newTokens,
    ...(isGreedy ? { do_sample: false } : { do_sample: true, temperature: drawing.temperature, top_k: drawing.topK }),
  });
  if (!(output instanceof Tensor)) throw new Error("generate answers with tokens.");
  const [, columns = 0] = output.dims;
  const all = Array.from(z.instanceof(BigInt64Array).parse(output.data), Number);
  return Array.from({ length: rows }, (_unused, row) =>
    all.slice(row * columns + promptTokens.length, (row + 1) * columns),
  );
}
