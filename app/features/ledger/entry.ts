import { canonicalJson } from "#app/lib/canonical-json.ts";
import { sumOf } from "#app/lib/money.ts";

export const entryKinds = [
  "fund",
  "refund",
  "reserve",
  "unreserve",
  "sample",
  "answer",
  "verification",
  "overturn",
  "dispute",
  "mature",
  "correct",
] as const;
export type EntryKind = (typeof entryKinds)[number];

export type Posting = { account: string; amountWei: bigint };

export type Entry = {
  id: string;
  at: Date;
  kind: string;
  /** Why nothing is paid, or why it was taken back: a code of `reasons`. */
  reason?: string | null;
  /** Public id of what it is about. */
  ref: string;
  postings: ReadonlyArray<Posting>;
};

/** What came in by the contract: the only account that is below zero. */
export const chainAccount = "chain";
/** What audits and verifications are paid from. */
export const reviewersAccount = "reviewers";

export function campaignAvailable(campaignId: string): string {
  return `campaign:${campaignId}:available`;
}

export function campaignReserved(campaignId: string): string {
  return `campaign:${campaignId}:reserved`;
}

/** Earned, and still open to audits and disputes. */
export function reviewOf(address: string): string {
  return `review:${address}`;
}

/** Granted for good: what the member's leaf says. */
export function memberOf(address: string): string {
  return `member:${address}`;
}

/** The address of a `review:…` or `member:…` account, else null. */
export function addressOf(account: string): string | null {
  return /^(?:review|member):(0x[0-9a-fA-F]{40})$/.exec(account)?.[1] ?? null;
}

export function isBalanced(postings: ReadonlyArray<Posting>): boolean {
  return sumOf(postings.map((posting) => posting.amountWei)) === 0n;
}

/** The entry's line in an epoch's public ledger file, without its line feed. */
export function entryLine({ id, at, kind, reason, ref, postings }: Entry): string {
  return canonicalJson({
    at,
    id,
    kind,
    ref,
    ...(reason ? { reason } : {}),
    postings: postings.map(({ account, amountWei }) => ({ account, amountWei })),
  });
}

/** What each account holds after all these postings, from nothing. */
export function balancesOf(entries: Iterable<Pick<Entry, "postings">>): Map<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const { postings } of entries) {
    for (const { account, amountWei } of postings) balances.set(account, (balances.get(account) ?? 0n) + amountWei);
  }
  return balances;
}
