// Contenders that do not compute the same are not compared: greedily, all must write the same answers.
import { rowText } from "#app/features/generation/engine/chat.ts";
import type { NodeModel } from "#app/features/generation/engine/node-model.server.ts";
import { decoded } from "#scripts/bench/generation/engine.ts";
import type { Prompts } from "#scripts/bench/generation/prompts.ts";
import type { BenchPage } from "#scripts/bench/generation/stage.ts";
import { inBrowser, type Ran, type Workload } from "#scripts/bench/generation/workload.ts";

/** @throws with the first prompt that a contender answers otherwise than onnxruntime-node */
export async function requireAgreement(bench: BenchPage, native: NodeModel, { compared }: Prompts): Promise<void> {
  for (const prompt of compared) {
    const asked: Workload = { ...prompt, rows: 1, newTokens: 64, isGreedy: true };
    const [expected = []] = await decoded(native.session, asked);
    for (const name of inBrowser) {
      const ran = await bench.run(name, asked);
      if (!isSame(native, expected, ran)) {
        throw new Error(`${name} answers “${prompt.text}” otherwise: ${JSON.stringify(ran.texts ?? ran.tokenIds)}`);
      }
    }
  }
}

/** Up to the end of the answer: wllama stops there and tells words, the others go on. */
function isSame(
  { tokenizer, endTokens }: NodeModel,
  expected: ReadonlyArray<number>,
  { tokenIds, texts }: Ran,
): boolean {
  if (tokenIds) return tokenIds[0]?.join() === expected.join();
  const end = expected.findIndex((token) => endTokens.has(token));
  return texts?.[0]?.trim() === rowText(tokenizer, end < 0 ? expected : expected.slice(0, end));
}
