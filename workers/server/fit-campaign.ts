import type { Task } from "graphile-worker";
import { z } from "zod";
import { fitCampaign } from "#app/features/tasks/fit-campaign.server.ts";

const payloadSchema = z.object({ campaignId: z.string() });

/** Tasks of a campaign have closed: reputations are estimated anew, bad gold is retired and new gold proposed. */
export const fitCampaignJob: Task = async (payload) => {
  await fitCampaign(payloadSchema.parse(payload).campaignId);
};
