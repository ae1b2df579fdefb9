import { type DisputeBody, lapsesWith } from "#app/features/review/dispute.ts";
import type { Dispute } from "#prisma/generated/client.ts";

/** What the contributor and the reviewers may know of a dispute. */
export function toDisputeBody({ epochN, createdAt, decidedAt, ...row }: Dispute): DisputeBody {
  const { id, entryId, ref, campaignId, reason, state, note, decidedBy } = row;
  return {
    ...{ id, entryId, ref, campaignId, reason, state, note, decidedBy },
    lapsesWithEpoch: lapsesWith(epochN),
    createdAt: createdAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}
