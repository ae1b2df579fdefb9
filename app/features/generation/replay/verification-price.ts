import { reviewersShareBps } from "#app/features/ledger/pay.ts";
import { shareOf } from "#app/lib/money.ts";

type Prices = { samplePriceWei: bigint; overheadBps: number; replayShareBps: number };

/** Of what samples feed `reviewers` goes to verifiers no more than this: the rest is for second looks and audits. */
const verifiersShareBps = 8_000;

/**
 * What one verification pays: a quarter of the sample's price, and never more than the samples of its campaign bring in for it.
 * Of all samples `replayShareBps` are verified, so each verification can take the feed of so many more.
 * @returns wei; null where not one is left to pay with, and nobody can be asked
 */
export function verificationPrice({ samplePriceWei, overheadBps, replayShareBps }: Prices): bigint | null {
  if (replayShareBps <= 0) return null;
  const fed = shareOf(shareOf(samplePriceWei, overheadBps), reviewersShareBps);
  const funded = (shareOf(fed, verifiersShareBps) * 10_000n) / BigInt(replayShareBps);
  const price = funded < samplePriceWei / 4n ? funded : samplePriceWei / 4n;
  return price >= 1n ? price : null;
}
