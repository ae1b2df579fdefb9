import type { Task } from "graphile-worker";
import { z } from "zod";
import { useFreeMoney } from "#app/features/campaigns/open-prompts.server.ts";

const payloadSchema = z.object({ campaignId: z.string() });

/** Money became free: a live campaign opens waiting prompts with it, a closed one gives it back. */
export const openPromptsJob: Task = async (payload) => {
  await useFreeMoney(payloadSchema.parse(payload).campaignId);
};
