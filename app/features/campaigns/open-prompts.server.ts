// Turns a campaign's free money into open prompts. The most that a prompt can cost is reserved before its first lease,
// so leases touch no shared row and a campaign never promises more than it has.
import { randomUUID } from "node:crypto";
import { endPrompts } from "#app/features/campaigns/end-prompts.server.ts";
import { promptCostWei } from "#app/features/campaigns/reservation.ts";
import { ruleOf } from "#app/features/campaigns/rule.server.ts";
import { appendEntries, appendEntry, balanceOf } from "#app/features/ledger/append.server.ts";
import { campaignAvailable } from "#app/features/ledger/entry.ts";
import { refundPostings, reservePostings } from "#app/features/ledger/pay.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import type { Campaign, CampaignKind } from "#prisma/generated/client.ts";

/** Prompts that stand open at once: enough that nobody waits, few enough that the rest of the money stays free. */
const openAtOnce = 64;

type CampaignWithKinds = Campaign & { kinds: Array<CampaignKind> };

/** What to do with money that became free: a live campaign opens prompts, a closed one gives it back. */
export async function useFreeMoney(campaignId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const campaign = await lockCampaign(tx, campaignId);
    if (campaign?.state === "live") await openWaiting(tx, campaign);
    if (campaign?.state === "closed") await refundRest(tx, campaign);
  });
}

/** Opens waiting prompts of a live campaign as far as its free money goes; call it before balances are touched. */
export async function openPrompts(tx: Transaction, campaignId: string): Promise<number> {
  const campaign = await lockCampaign(tx, campaignId);
  return campaign?.state === "live" ? openWaiting(tx, campaign) : 0;
}

/** The campaign, held until the transaction ends: two callers never spend the same free money. */
export async function lockCampaign(tx: Transaction, campaignId: string): Promise<CampaignWithKinds | null> {
  await tx.$queryRaw`select id from "Campaign" where id = ${campaignId} for no key update`;
  return tx.campaign.findUnique({ where: { id: campaignId }, include: { kinds: true } });
}

/** Gives what is free, and what no prompt needs any more, back to the requester, who claims it like any pay. */
export async function refundRest(tx: Transaction, campaign: CampaignWithKinds): Promise<void> {
  await endPrompts(tx, campaign);
  const wei = await balanceOf(tx, campaignAvailable(campaign.id));
  if (wei === 0n) return;
  await appendEntry(tx, {
    kind: "refund",
    ref: campaign.id,
    idempotencyKey: `refund:${campaign.id}:${randomUUID()}`,
    postings: refundPostings(campaign.id, campaign.requester, wei),
  });
}

async function openWaiting(tx: Transaction, campaign: CampaignWithKinds): Promise<number> {
  const cost = promptCostWei(ruleOf(campaign));
  const affordable = (await balanceOf(tx, campaignAvailable(campaign.id))) / cost;
  const open = await tx.prompt.count({ where: { campaignId: campaign.id, state: "open" } });
  const room = Math.max(0, openAtOnce - open);
  const prompts = await tx.prompt.findMany({
    where: { campaignId: campaign.id, state: "waiting" },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: affordable < BigInt(room) ? Number(affordable) : room,
    select: { id: true },
  });
  if (prompts.length === 0) return 0;

  await tx.prompt.updateMany({ where: { id: { in: prompts.map(({ id }) => id) } }, data: { state: "open" } });
  await appendEntries(
    tx,
    prompts.map(({ id }) => ({
      kind: "reserve" as const,
      ref: id,
      idempotencyKey: `reserve:${id}`,
      postings: reservePostings(campaign.id, cost),
    })),
  );
  return prompts.length;
}
