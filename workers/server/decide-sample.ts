import type { Task } from "graphile-worker";
import { z } from "zod";
import { decideByServer } from "#app/features/generation/replay/replays-decide.server.ts";

const payloadSchema = z.object({ sampleId: z.string() });

/** What verifiers did not make clear, or nobody looked at in time. */
export const decideSampleJob: Task = async (payload) => {
  await decideByServer(payloadSchema.parse(payload).sampleId, new Date());
};
