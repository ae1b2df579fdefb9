// The postings of the pay rule. Each list sums to zero.
import {
  campaignAvailable,
  campaignReserved,
  chainAccount,
  memberOf,
  type Posting,
  reviewersAccount,
  reviewOf,
} from "#app/features/ledger/entry.ts";
import { shareOf } from "#app/lib/money.ts";

/** Of the overhead, what feeds audits; the rest is the treasury's. In basis points. */
export const reviewersShareBps = 5_000;

/** What one paid answer or sample takes from its campaign: the listed price and the published overhead on it. */
export function costOf(priceWei: bigint, overheadBps: number): bigint {
  return priceWei + shareOf(priceWei, overheadBps);
}

export function fundPostings(campaignId: string, wei: bigint): Array<Posting> {
  return move(chainAccount, campaignAvailable(campaignId), wei);
}

/** What is free goes back to the requester, who claims it like any pay. */
export function refundPostings(campaignId: string, requester: string, wei: bigint): Array<Posting> {
  return move(campaignAvailable(campaignId), memberOf(requester), wei);
}

export function reservePostings(campaignId: string, wei: bigint): Array<Posting> {
  return move(campaignAvailable(campaignId), campaignReserved(campaignId), wei);
}

export function unreservePostings(campaignId: string, wei: bigint): Array<Posting> {
  return move(campaignReserved(campaignId), campaignAvailable(campaignId), wei);
}

export type Earning = {
  campaignId: string;
  address: string;
  priceWei: bigint;
  overheadBps: number;
  treasury: string;
};

/** A paid answer or sample: the price to the contributor's review account, the overhead to audits and the treasury. */
export function earnPostings({ campaignId, address, priceWei, overheadBps, treasury }: Earning): Array<Posting> {
  const overhead = shareOf(priceWei, overheadBps);
  const reviewers = shareOf(overhead, reviewersShareBps);
  return withoutZeros([
    { account: campaignReserved(campaignId), amountWei: -(priceWei + overhead) },
    { account: reviewOf(address), amountWei: priceWei },
    { account: reviewersAccount, amountWei: reviewers },
    { account: memberOf(treasury), amountWei: overhead - reviewers },
  ]);
}

/** A member verified a sample. */
export function verificationPostings(address: string, wei: bigint): Array<Posting> {
  return move(reviewersAccount, reviewOf(address), wei);
}

/** An audit or dispute took the amount back before it was granted. */
export function overturnPostings(campaignId: string, address: string, wei: bigint): Array<Posting> {
  return move(reviewOf(address), campaignAvailable(campaignId), wei);
}

export function maturePostings(address: string, wei: bigint): Array<Posting> {
  return move(reviewOf(address), memberOf(address), wei);
}

function move(from: string, to: string, wei: bigint): Array<Posting> {
  return withoutZeros([
    { account: from, amountWei: -wei },
    { account: to, amountWei: wei },
  ]);
}

function withoutZeros(postings: Array<Posting>): Array<Posting> {
  return postings.filter((posting) => posting.amountWei !== 0n);
}
