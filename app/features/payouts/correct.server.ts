// Takes back what a rejected epoch granted wrongly. What an accepted root promised is never taken.
import { appendEntry, balanceOf, lockLedger } from "#app/features/ledger/append.server.ts";
import { campaignAvailable, memberOf } from "#app/features/ledger/entry.ts";
import { inTransaction } from "#app/lib/db.server.ts";
import { toWei } from "#app/lib/money.ts";

type Correction = {
  address: string;
  campaignId: string;
  wei: bigint;
  reason: string;
  /** what is corrected; the same one is corrected once */
  ref: string;
};

export type Corrected = { ok: true } | { ok: false; why: "promised" | "already-corrected" };

export function correctGrant({ address, campaignId, wei, reason, ref }: Correction): Promise<Corrected> {
  return inTransaction(async (tx) => {
    // No epoch closes and no other correction is made between this look and the entry.
    await lockLedger(tx);
    const promised = await tx.claimLeaf.findFirst({
      where: { address, epoch: { state: { in: ["closing", "proposed", "challenged", "accepted"] } } },
      orderBy: { epochN: "desc" },
    });
    const free = (await balanceOf(tx, memberOf(address))) - (promised ? toWei(promised.cumulativeWei) : 0n);
    if (wei > free) return { ok: false, why: "promised" };
    const appended = await appendEntry(tx, {
      kind: "correct",
      ref,
      reason,
      idempotencyKey: `correct:${ref}`,
      postings: [
        { account: memberOf(address), amountWei: -wei },
        { account: campaignAvailable(campaignId), amountWei: wei },
      ],
    });
    return appended === "already-there" ? { ok: false, why: "already-corrected" } : { ok: true };
  });
}
