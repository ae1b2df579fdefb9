import { type CampaignStep, stateAfter } from "#app/features/campaigns/campaign-state.ts";
import { lockCampaign, openPrompts, refundRest } from "#app/features/campaigns/open-prompts.server.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { notFound } from "#app/lib/http.server.ts";
import { addJob, addJobs } from "#app/lib/jobs.server.ts";

type Change = { campaignId: string; requester: string; step: CampaignStep };
export type Changed = { ok: true } | { ok: false; why: "not-funded" | "not-from-here" };

/** Opens, pauses or closes a campaign of the requester's; of anybody else's there is none (404). */
export async function changeCampaignState({ campaignId, requester, step }: Change): Promise<Changed> {
  return inTransaction(async (tx) => {
    const campaign = await lockCampaign(tx, campaignId);
    if (campaign?.requester !== requester) throw notFound("campaign");
    const state = stateAfter(campaign.state, step);
    if (!state) return { ok: false, why: campaign.state === "draft" ? "not-funded" : "not-from-here" };

    const now = new Date();
    const at = state === "live" ? { liveAt: campaign.liveAt ?? now } : state === "closed" ? { closedAt: now } : {};
    await tx.campaign.update({ where: { id: campaignId }, data: { state, ...at } });
    if (state === "live") await openPrompts(tx, campaignId);
    if (state === "closed") {
      await refundRest(tx, campaign);
      await endOpenTasks(tx, campaignId);
    }
    return { ok: true };
  });
}

export function openCampaign(campaignId: string, requester: string): Promise<Changed> {
  return changeCampaignState({ campaignId, requester, step: "open" });
}

/** Money has come in by the chain: a draft becomes funded, and what is free is put to use. In the transaction of its entry. */
export async function noteFunding(tx: Transaction, campaignId: string): Promise<void> {
  await tx.campaign.updateMany({ where: { id: campaignId, state: "draft" }, data: { state: "funded" } });
  await addJob(tx, "open-prompts", { campaignId }, { key: `open-prompts:${campaignId}` });
}

/** Nobody is given a task of a closed campaign, so each one closes with the answers it has. */
async function endOpenTasks(tx: Transaction, campaignId: string): Promise<void> {
  const tasks = await tx.task.findMany({ where: { campaignId, state: "open" }, select: { id: true } });
  const jobs = tasks.map(({ id }) => ({ payload: { taskId: id }, key: `close-task:${id}` }));
  await addJobs(tx, "close-task", jobs);
}
