import type { DisputeBody } from "#app/features/review/dispute.ts";
import { toDisputeBody } from "#app/features/review/dispute-body.server.ts";
import { db } from "#app/lib/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** Of rows named `dispute`: those that this reviewer has no part in. */
export function decidableBy(reviewer: string): Prisma.Sql {
  return Prisma.sql`dispute.address <> ${reviewer}
    and not exists (
      select from "Campaign" campaign where campaign.id = dispute."campaignId" and campaign.requester = ${reviewer})
    and not exists (
      select from "Verdict" verdict join "Audit" audit on audit.id = verdict."auditId"
      where audit.ref = dispute.ref and verdict.reviewer = ${reviewer})
    and not exists (
      select from "Answer" disputed join "Answer" own on own."taskId" = disputed."taskId"
      where disputed.id = dispute.ref and own.address = ${reviewer})`;
}

/** A member's own disputes of these entries: entry id → dispute. */
export async function listOwnDisputes(
  address: string,
  entryIds: ReadonlyArray<string>,
): Promise<Map<string, DisputeBody>> {
  const rows = await db().dispute.findMany({ where: { address, entryId: { in: [...entryIds] } } });
  return new Map(rows.map((row) => [row.entryId, toDisputeBody(row)]));
}

/** For the contributor and for reviewers; null for anybody else. */
export async function findDispute(
  id: string,
  viewer: { address: string; isReviewer: boolean },
): Promise<DisputeBody | null> {
  const row = await db().dispute.findFirst({
    where: { id, ...(viewer.isReviewer ? {} : { address: viewer.address }) },
  });
  return row && toDisputeBody(row);
}
