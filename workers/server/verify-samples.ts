import type { Task } from "graphile-worker";
import { z } from "zod";
import { firstBlockAfter } from "#app/features/generation/block-after.server.ts";
import { verifySamples } from "#app/features/generation/verify.server.ts";
import { db } from "#app/lib/db.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";

const payloadSchema = z.object({ leaseId: z.string() });
const pollMs = 1_000;

/** Decides the samples of a lease once the block that draws the share has come. */
export const verifySamplesJob: Task = async (payload) => {
  const { leaseId } = payloadSchema.parse(payload);
  const outcome = await verifySamples(leaseId, { blockAfter: firstBlockAfter, now: new Date() });
  if (outcome === "waiting") {
    const runAt = new Date(Date.now() + pollMs);
    await addJob(db(), "verify-samples", { leaseId }, { key: `verify-samples:${leaseId}`, runAt });
  }
};
