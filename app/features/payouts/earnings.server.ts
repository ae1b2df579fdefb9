// A member's four numbers. Money stands in exactly one of them: what is decided moves from pending to review, what stood its
// review and waits for an accepted root is still "in review", what an accepted root says is claimable until it is claimed.
import { balanceOf } from "#app/features/ledger/append.server.ts";
import { memberOf, reviewOf } from "#app/features/ledger/entry.ts";
import type { EarningsBody } from "#app/features/payouts/api.ts";
import { findAcceptedEpoch } from "#app/features/payouts/epochs.server.ts";
import { db } from "#app/lib/db.server.ts";
import { toWei } from "#app/lib/money.ts";

export async function earningsOf(address: string): Promise<EarningsBody> {
  const accepted = await findAcceptedEpoch();
  const [pending, review, granted, promised, claimed] = await Promise.all([
    pendingWei(address),
    balanceOf(db(), reviewOf(address)),
    balanceOf(db(), memberOf(address)),
    accepted ? promisedWei(accepted.n, address) : 0n,
    claimedWei(address),
  ]);
  return {
    pendingWei: pending.toString(),
    inReviewWei: (review + positive(granted - promised)).toString(),
    claimableWei: positive(promised - claimed).toString(),
    claimedWei: claimed.toString(),
  };
}

/** Recorded and not decided yet, at the campaigns' listed prices. */
async function pendingWei(address: string): Promise<bigint> {
  const [row] = await db().$queryRaw<Array<{ wei: string }>>`
    select coalesce(sum(wei), 0)::text as wei from (
      select task."priceWei" as wei from "Answer" answer join "Task" task on task.id = answer."taskId"
      where answer.address = ${address} and answer."isPaid" is null
      union all
      select campaign."samplePriceWei" from "Sample" sample join "Campaign" campaign on campaign.id = sample."campaignId"
      where sample.address = ${address} and sample.state in ('submitted', 'suspect')
      union all
      select "priceWei" from "Replay" where address = ${address} and state = 'done' and "settledAt" is null
    ) as undecided`;
  return BigInt(row?.wei ?? "0");
}

async function promisedWei(epochN: number, address: string): Promise<bigint> {
  const leaf = await db().claimLeaf.findUnique({ where: { epochN_address: { epochN, address } } });
  return leaf ? toWei(leaf.cumulativeWei) : 0n;
}

/** All that the chain paid the member, as far as it was read. */
export async function claimedWei(address: string): Promise<bigint> {
  const claims = await db().chainEvent.aggregate({
    where: { name: "Claimed", account: address },
    _sum: { amountWei: true },
  });
  return claims._sum.amountWei ? toWei(claims._sum.amountWei) : 0n;
}

function positive(wei: bigint): bigint {
  return wei > 0n ? wei : 0n;
}
