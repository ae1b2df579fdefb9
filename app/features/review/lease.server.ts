import { randomUUID } from "node:crypto";
import type { ReviewLease } from "#app/features/review/api.ts";
import { workOf } from "#app/features/review/work.server.ts";
import { preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { invariant } from "#app/lib/invariant.ts";

/** The reviewer's own live lease, else one open audit of the latest closed epoch that is not about them; null when none is left. */
export async function leaseAudit(reviewer: string, now: Date): Promise<ReviewLease | null> {
  const expiresAt = new Date(now.getTime() + env().REVIEWER_LEASE_SECONDS * 1_000);
  const taken = await db().$queryRaw<Array<{ id: string }>>`
    UPDATE "Audit" SET "leaseId" = ${randomUUID()}, "leasedBy" = ${reviewer}, "leaseExpiresAt" = ${expiresAt}
    WHERE id = (
      SELECT audit.id FROM "Audit" audit
      WHERE audit.state = 'open' AND audit.contributor <> ${reviewer}
        AND audit."epochN" = (SELECT max(n) FROM "Epoch" WHERE state <> 'closing')
        AND (audit."leaseExpiresAt" IS NULL OR audit."leaseExpiresAt" < ${now} OR audit."leasedBy" = ${reviewer})
        AND NOT EXISTS (SELECT FROM "Verdict" verdict WHERE verdict."auditId" = audit.id AND verdict.reviewer = ${reviewer})
      ORDER BY audit."leasedBy" = ${reviewer} DESC NULLS LAST, audit.id
      LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id`;
  const audit = taken[0];
  return audit ? describeLease(audit.id) : null;
}

export function countOpenAudits(reviewer: string): Promise<number> {
  return db().audit.count({
    where: {
      state: "open",
      contributor: { not: reviewer },
      verdicts: { none: { reviewer } },
      epoch: { auditsEndedAt: null },
    },
  });
}

/** What a reviewer sees: the work and the rules it was done under, never whose it is. */
async function describeLease(auditId: string): Promise<ReviewLease> {
  const audit = await db().audit.findUniqueOrThrow({ where: { id: auditId } });
  invariant(audit.leaseId && audit.leaseExpiresAt, "a leased audit has a lease");
  const work = await workOf(audit.ref);
  const { choice } = work.kind === "prefer" ? preferAnswerSchema.parse(work.answer) : { choice: null };
  return { id: audit.leaseId, auditId: audit.id, expiresAt: audit.leaseExpiresAt.toISOString(), ...work, choice };
}
