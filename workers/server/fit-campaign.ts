import type { Task } from "graphile-worker";
import { z } from "zod";
import { addSignalsJob } from "#app/features/tasks/signals/signals.server.ts";
import { fitCampaign } from "#app/features/tasks/standing/fit-campaign.server.ts";

const payloadSchema = z.object({ campaignId: z.string() });

/** Tasks of a campaign have closed: reputations are estimated anew, bad gold is retired and new gold proposed. */
export const fitCampaignJob: Task = async (payload) => {
  const { campaignId } = payloadSchema.parse(payload);
  await fitCampaign(campaignId);
  await addSignalsJob(campaignId);
};
