// A contributor's objection to an unpaid or overturned contribution: its limits, and until when it can be filed and decided.
// Filed: until the epoch after the contribution's own closes. Decided: until the epoch after the one it was filed in closes.
import { z } from "zod";
import { plainText } from "#app/features/campaigns/kind-options.ts";
import { isPlainText } from "#app/features/campaigns/plain-text.ts";
import { idSchema } from "#app/lib/http.ts";

export const disputeStates = ["open", "granted", "refused", "lapsed"] as const;
export type DisputeState = (typeof disputeStates)[number];

export const leastDisputeLength = 10;
export const mostDisputeLength = 1_000;
/** Reviewers read each one: nobody has more of them open at once. */
export const mostOpenDisputes = 20;

/** The words of a dispute that the site files for its contributor: shorter than anybody may write. */
export const badGoldReason = "bad-gold";

/** What somebody writes to somebody else: shown as it is, so nothing in it may hide or reorder the rest. */
const words = z.string().trim().min(leastDisputeLength).max(mostDisputeLength).refine(isPlainText, plainText);

export const fileDisputeSchema = z.strictObject({
  entryId: idSchema,
  reason: words,
});

export const disputeDecisions = ["grant", "refuse"] as const;
export type DisputeDecision = (typeof disputeDecisions)[number];

/** The contributor reads the note, whatever was decided. */
export const decideDisputeSchema = z.strictObject({
  decision: z.enum(disputeDecisions),
  note: words,
});

export const disputeSchema = z.object({
  id: z.string(),
  entryId: z.string(),
  /** the contribution: id of the answer or sample */
  ref: z.string(),
  campaignId: z.string(),
  reason: z.string(),
  state: z.enum(disputeStates),
  note: z.string().nullable(),
  decidedBy: z.string().nullable(),
  /** undecided when this epoch closes, it lapses */
  lapsesWithEpoch: z.number(),
  createdAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
});
export type DisputeBody = z.infer<typeof disputeSchema>;

/**
 * Whether an entry's epoch still lets it be disputed: it runs, or it is the latest one closed.
 * @param latestEpoch number of the latest closed epoch, 0 before the first
 * @param entryEpoch number of the entry's epoch, null while that one runs
 */
export function isInTime(entryEpoch: number | null, latestEpoch: number): boolean {
  return entryEpoch === null || entryEpoch >= latestEpoch;
}

/** The epoch whose closing ends an undecided dispute: reviewers have at least one whole epoch. */
export function lapsesWith(filedInEpoch: number): number {
  return filedInEpoch + 1;
}
