import type { Task } from "graphile-worker";
import { z } from "zod";
import { findSignals } from "#app/features/tasks/signals/signals.server.ts";

const payloadSchema = z.object({ campaignId: z.string() });

/** Some time after a campaign's tasks have closed: what is unusual in its answers goes to the reviewers as evidence. */
export const findSignalsJob: Task = async (payload) => {
  await findSignals(payloadSchema.parse(payload).campaignId);
};
