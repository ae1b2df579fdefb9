// Drawing what a lease asks for from the starter model, in Node.
import { type GenerationLeaseView, type SubmittedSample, submittedSampleSchema } from "#app/features/generation/api.ts";
import { drawRows } from "#app/features/generation/engine/node-model.server.ts";

/** One sample a seed, as they are submitted. */
export async function drawSamples(lease: GenerationLeaseView): Promise<Array<SubmittedSample>> {
  const since = performance.now();
  const rows = await drawRows({ messages: lease.prompt.messages, seeds: lease.seeds, params: lease.params });
  const tokens = rows.reduce((sum, row) => sum + row.tokenIds.length, 0);
  const tokensPerSecond = tokens / ((performance.now() - since) / 1_000);
  return rows.map((row) => submittedSampleSchema.strip().parse({ ...row, tokensPerSecond }));
}
