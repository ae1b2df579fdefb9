import type { Task } from "graphile-worker";
import { z } from "zod";
import { listSubmitted, verifySamples } from "#app/features/generation/replay/verify.server.ts";
import { chainProvider } from "#app/lib/chain.server.ts";
import { db } from "#app/lib/db.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";

const payloadSchema = z.object({
  leaseId: z.string(),
  draw: z.object({ afterBlock: z.number(), sampleIds: z.array(z.string()) }).optional(),
});
const pollMs = 1_000;

/**
 * First it notes the chain's last block and the samples that are there; then it waits for the next block, whose hash nobody knew
 * when they were sent, and decides exactly those. Counted in blocks, since the chain's clock need not be ours.
 */
export const verifySamplesJob: Task = async (payload) => {
  const { leaseId, draw } = payloadSchema.parse(payload);
  if (!draw) {
    const afterBlock = await chainProvider().getBlockNumber();
    const sampleIds = await listSubmitted(leaseId);
    return waitForBlock(leaseId, { afterBlock, sampleIds });
  }
  const block = await chainProvider().getBlock(draw.afterBlock + 1);
  if (!block?.hash) return waitForBlock(leaseId, draw);
  await verifySamples({ sampleIds: draw.sampleIds, blockHash: block.hash, now: new Date() });
};

async function waitForBlock(leaseId: string, draw: { afterBlock: number; sampleIds: Array<string> }): Promise<void> {
  if (draw.sampleIds.length === 0) return;
  await addJob(db(), "verify-samples", { leaseId, draw }, { runAt: new Date(Date.now() + pollMs) });
}
