import type { Task } from "graphile-worker";
import { z } from "zod";
import { taskKinds } from "#app/features/campaigns/kind-options.ts";
import { disputeBadGold } from "#app/features/review/dispute-bad-gold.server.ts";

const payloadSchema = z.object({ campaignId: z.string(), kind: z.enum(taskKinds) });

/** Known answers of a campaign were retired as wrong: who was refused for them is heard by a reviewer. */
export const disputeBadGoldJob: Task = async (payload) => {
  const { campaignId, kind } = payloadSchema.parse(payload);
  await disputeBadGold(campaignId, kind);
};
