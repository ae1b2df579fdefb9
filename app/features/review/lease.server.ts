import { randomUUID } from "node:crypto";
import type { ReviewLease } from "#app/features/review/api.ts";
import { workOf } from "#app/features/review/work.server.ts";
import { preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** Of rows named `audit`: those that this reviewer has no part in, neither as who made or paid for it nor by answering the same task. */
function auditableBy(reviewer: string): Prisma.Sql {
  return Prisma.sql`audit.contributor <> ${reviewer}
    and not exists (select from "Verdict" verdict where verdict."auditId" = audit.id and verdict.reviewer = ${reviewer})
    and not exists (
      select from "Sample" sample join "Campaign" campaign on campaign.id = sample."campaignId"
      where sample.id = audit.ref and campaign.requester = ${reviewer})
    and not exists (
      select from "Answer" answer join "Task" task on task.id = answer."taskId" join "Campaign" campaign on campaign.id = task."campaignId"
      where answer.id = audit.ref and campaign.requester = ${reviewer})
    and not exists (
      select from "Answer" answer join "Answer" own on own."taskId" = answer."taskId"
      where answer.id = audit.ref and own.address = ${reviewer})`;
}

/** The reviewer's own live lease, else one open audit of the latest closed epoch that they have no part in; null when none is left. */
export async function leaseAudit(reviewer: string, now: Date): Promise<ReviewLease | null> {
  const expiresAt = new Date(now.getTime() + env().REVIEWER_LEASE_SECONDS * 1_000);
  const taken = await db().$queryRaw<Array<{ id: string }>>`
    UPDATE "Audit" SET "leaseId" = ${randomUUID()}, "leasedBy" = ${reviewer}, "leaseExpiresAt" = ${expiresAt}
    WHERE id = (
      SELECT audit.id FROM "Audit" audit
      WHERE audit.state = 'open' AND ${auditableBy(reviewer)}
        AND audit."epochN" = (SELECT max(n) FROM "Epoch" WHERE state <> 'closing')
        AND (audit."leaseExpiresAt" IS NULL OR audit."leaseExpiresAt" < ${now} OR audit."leasedBy" = ${reviewer})
      ORDER BY audit."leasedBy" = ${reviewer} DESC NULLS LAST, audit.id
      LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id`;
  const audit = taken[0];
  return audit ? describeLease(audit.id) : null;
}

export async function countOpenAudits(reviewer: string): Promise<number> {
  const [row] = await db().$queryRaw<Array<{ count: number }>>`
    select count(*)::int as count from "Audit" audit join "Epoch" epoch on epoch.n = audit."epochN"
    where audit.state = 'open' and epoch."auditsEndedAt" is null and ${auditableBy(reviewer)}`;
  return row?.count ?? 0;
}

/** What a reviewer sees: the work and the rules it was done under, never whose it is. */
async function describeLease(auditId: string): Promise<ReviewLease> {
  const audit = await db().audit.findUniqueOrThrow({ where: { id: auditId } });
  invariant(audit.leaseId && audit.leaseExpiresAt, "a leased audit has a lease");
  const work = await workOf(audit.ref);
  const { choice } = work.kind === "prefer" ? preferAnswerSchema.parse(work.answer) : { choice: null };
  return { id: audit.leaseId, auditId: audit.id, expiresAt: audit.leaseExpiresAt.toISOString(), ...work, choice };
}
