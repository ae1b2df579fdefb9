import type { CampaignBudget } from "#app/features/campaigns/api.ts";
import { balanceOf } from "#app/features/ledger/append.server.ts";
import { campaignAvailable, campaignReserved } from "#app/features/ledger/entry.ts";
import { db } from "#app/lib/db.server.ts";
import { toWei } from "#app/lib/money.ts";

/** What came in, and where it is: funded = reserved + spent + available. What was given back counts as never funded. */
export async function campaignBudget(campaignId: string): Promise<CampaignBudget> {
  const available = campaignAvailable(campaignId);
  const [moved, reservedWei, availableWei] = await Promise.all([
    db().posting.aggregate({
      where: { account: available, entry: { kind: { in: ["fund", "refund"] } } },
      _sum: { amountWei: true },
    }),
    balanceOf(db(), campaignReserved(campaignId)),
    balanceOf(db(), available),
  ]);
  const fundedWei = moved._sum.amountWei ? toWei(moved._sum.amountWei) : 0n;
  return {
    fundedWei: fundedWei.toString(),
    reservedWei: reservedWei.toString(),
    spentWei: (fundedWei - reservedWei - availableWei).toString(),
    availableWei: availableWei.toString(),
  };
}
