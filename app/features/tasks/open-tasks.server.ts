import { randomInt, randomUUID } from "node:crypto";
import { ringSize, taskCostWei } from "#app/features/campaigns/reservation.ts";
import { ruleOf } from "#app/features/campaigns/rule.server.ts";
import { appendEntry } from "#app/features/ledger/append.server.ts";
import { unreservePostings } from "#app/features/ledger/pay.ts";
import { ringPairs } from "#app/features/tasks/ring.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import type { Campaign, Prompt } from "#prisma/generated/client.ts";

/**
 * Once every slot of a prompt is spent, opens a task for each pair of its accepted samples, once. What was reserved for
 * pairs that cannot exist becomes free again.
 */
export async function openTasks(promptId: string): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.$queryRaw`select id from "Prompt" where id = ${promptId} for no key update`;
    const prompt = await tx.prompt.findUnique({ where: { id: promptId }, include: { campaign: true } });
    if (!prompt || prompt.pairedAt) return;

    const decided = { promptId, slotSpent: true, state: { in: ["accepted" as const, "rejected" as const] } };
    const samples = await tx.sample.findMany({ where: decided, orderBy: { slot: "asc" } });
    if (samples.length < prompt.campaign.candidatesPerPrompt) return;

    const accepted = samples.filter(({ state }) => state === "accepted").map(({ id }) => id);
    await tx.prompt.update({ where: { id: promptId }, data: { state: "filled", pairedAt: new Date() } });
    for (const pair of ringPairs(accepted)) await createTask(tx, prompt, pair);
    await returnUnusedPairs(tx, prompt, accepted.length);
    await addJob(tx, "open-prompts", { campaignId: prompt.campaignId }, { key: `open-prompts:${prompt.campaignId}` });
  });
}

type PromptOfCampaign = Prompt & { campaign: Campaign };

async function createTask(tx: Transaction, { id, campaign }: PromptOfCampaign, pair: [string, string]): Promise<void> {
  await tx.task.create({
    data: {
      id: randomUUID(),
      campaignId: campaign.id,
      promptId: id,
      kind: "prefer",
      seed: randomInt(2 ** 32),
      answersMin: campaign.answersMin,
      answersMax: campaign.answersMax,
      samples: { create: pair.map((sampleId, position) => ({ sampleId, position })) },
    },
  });
}

async function returnUnusedPairs(tx: Transaction, { id, campaign }: PromptOfCampaign, accepted: number): Promise<void> {
  const unused = ringSize(campaign.candidatesPerPrompt) - ringSize(accepted);
  if (unused === 0) return;
  await appendEntry(tx, {
    kind: "unreserve",
    ref: id,
    idempotencyKey: `unpaired:${id}`,
    postings: unreservePostings(campaign.id, BigInt(unused) * taskCostWei(ruleOf(campaign))),
  });
}
