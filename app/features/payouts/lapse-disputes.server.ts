// What an epoch's closing does about disputes: those that had a whole epoch and were not decided lapse, and what they held goes back.
import type { NewEntry } from "#app/features/ledger/append.server.ts";
import { costOf, unreservePostings } from "#app/features/ledger/pay.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { toWei } from "#app/lib/money.ts";

/**
 * Call it under the ledger's lock, before what is unpaid is freed.
 * @param closing number of the epoch that closes: a dispute filed before it ran lapses
 * @returns the entries, and the campaigns that they free money of
 */
export async function lapseDisputes(tx: Transaction, { closing, now }: { closing: number; now: Date }) {
  const lapsed = await tx.dispute.updateManyAndReturn({
    where: { state: "open", epochN: { lt: closing } },
    data: { state: "lapsed", decidedAt: now },
  });
  const entries = lapsed.map(
    ({ ref, campaignId, priceWei, overheadBps }): NewEntry => ({
      kind: "unreserve",
      ref,
      idempotencyKey: `unpaid:${ref}`,
      postings: unreservePostings(campaignId, costOf(toWei(priceWei), overheadBps)),
    }),
  );
  return { entries, campaignIds: lapsed.map(({ campaignId }) => campaignId) };
}

/** The contributions whose amount is not to be given back: disputed in this epoch or later and undecided, or granted. */
export async function listHeld(tx: Transaction, sinceEpoch: number): Promise<Set<string>> {
  const held = await tx.dispute.findMany({
    where: { epochN: { gte: sinceEpoch }, state: { in: ["open", "granted"] } },
    select: { ref: true },
  });
  return new Set(held.map(({ ref }) => ref));
}
