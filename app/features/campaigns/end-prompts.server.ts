// A closed campaign's open prompts: nobody is given their slots any more, so what is reserved for them goes back.
import { promptCostWei } from "#app/features/campaigns/reservation.ts";
import { ruleOf } from "#app/features/campaigns/rule.server.ts";
import { appendEntries } from "#app/features/ledger/append.server.ts";
import { costOf, unreservePostings } from "#app/features/ledger/pay.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import type { Campaign, CampaignKind } from "#prisma/generated/client.ts";

type CampaignWithKinds = Campaign & { kinds: Array<CampaignKind> };
type OpenPrompt = { id: string; spent: number; undecided: number; leasedUntil: Date | null };

/**
 * Ends each open prompt that nobody generates for and whose samples are decided; call it with the campaign locked. The others end
 * when their last lease has, or their last sample is decided: both ask for the campaign's free money to be looked at again.
 */
export async function endPrompts(tx: Transaction, campaign: CampaignWithKinds, now = new Date()): Promise<void> {
  const prompts = await listOpen(tx, campaign.id, now);
  const ended = prompts.filter(({ undecided, leasedUntil }) => undecided === 0 && leasedUntil === null);
  await tx.prompt.updateMany({
    where: { id: { in: ended.map(({ id }) => id) } },
    data: { state: "filled", pairedAt: now },
  });
  const rule = ruleOf(campaign);
  const slotCost = costOf(rule.samplePriceWei, rule.overheadBps);
  await appendEntries(
    tx,
    ended.map(({ id, spent }) => ({
      kind: "unreserve" as const,
      ref: id,
      idempotencyKey: `unpaired:${id}`,
      postings: unreservePostings(campaign.id, promptCostWei(rule) - BigInt(spent) * slotCost),
    })),
  );
  const leases = prompts.flatMap(({ leasedUntil }) => (leasedUntil ? [leasedUntil.getTime()] : []));
  if (leases.length === 0) return;
  const [campaignId, runAt] = [campaign.id, new Date(Math.max(...leases))];
  await addJob(tx, "open-prompts", { campaignId }, { key: `end-prompts:${campaignId}`, runAt });
}

/** Locked first, as leasing and submitting do, and counted then. */
async function listOpen(tx: Transaction, campaignId: string, now: Date): Promise<Array<OpenPrompt>> {
  await tx.$queryRaw`
    select id from "Prompt" where "campaignId" = ${campaignId} and state = 'open' and "pairedAt" is null order by id for update`;
  return tx.$queryRaw<Array<OpenPrompt>>`
    select prompt.id,
      (select count(*)::int from "Sample" where "promptId" = prompt.id and "slotSpent" and state in ('accepted', 'rejected')) as spent,
      (select count(*)::int from "Sample" where "promptId" = prompt.id and state in ('submitted', 'suspect')) as undecided,
      (select max("expiresAt") from "GenerationLease"
        where "promptId" = prompt.id and "submittedAt" is null and "expiresAt" > ${now}) as "leasedUntil"
    from "Prompt" prompt
    where prompt."campaignId" = ${campaignId} and prompt.state = 'open' and prompt."pairedAt" is null`;
}
