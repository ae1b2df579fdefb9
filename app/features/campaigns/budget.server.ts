import type { CampaignBudget } from "#app/features/campaigns/api.ts";
import { campaignAvailable, campaignReserved } from "#app/features/ledger/entry.ts";
import { db } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import { toWei } from "#app/lib/money.ts";

/** What came in, and where it is: funded = reserved + spent + available. What was given back counts as never funded. */
export async function campaignBudget(campaignId: string): Promise<CampaignBudget> {
  const budget = (await campaignBudgets([campaignId])).get(campaignId);
  invariant(budget, "a budget comes for each campaign that is asked for");
  return budget;
}

/** The same of many, by their ids: one question for all of them. */
export async function campaignBudgets(campaignIds: ReadonlyArray<string>): Promise<Map<string, CampaignBudget>> {
  const accounts = campaignIds.flatMap((id) => [campaignAvailable(id), campaignReserved(id)]);
  const [moved, balances] = await Promise.all([
    db().$queryRaw<Array<{ account: string; wei: string }>>`
      select posting.account, sum(posting."amountWei")::text as wei
      from "Posting" posting join "Entry" entry on entry.id = posting."entryId"
      where posting.account = any(${campaignIds.map(campaignAvailable)}::text[]) and entry.kind in ('fund', 'refund')
      group by posting.account`,
    db().balance.findMany({ where: { account: { in: accounts } } }),
  ]);
  const fundedOf = new Map(moved.map(({ account, wei }) => [account, BigInt(wei)]));
  const heldOf = new Map(balances.map(({ account, wei }) => [account, toWei(wei)]));
  return new Map(
    campaignIds.map((id) => {
      const fundedWei = fundedOf.get(campaignAvailable(id)) ?? 0n;
      const availableWei = heldOf.get(campaignAvailable(id)) ?? 0n;
      return [id, budgetOf(fundedWei, heldOf.get(campaignReserved(id)) ?? 0n, availableWei)];
    }),
  );
}

function budgetOf(fundedWei: bigint, reservedWei: bigint, availableWei: bigint): CampaignBudget {
  return {
    fundedWei: fundedWei.toString(),
    reservedWei: reservedWei.toString(),
    spentWei: (fundedWei - reservedWei - availableWei).toString(),
    availableWei: availableWei.toString(),
  };
}
