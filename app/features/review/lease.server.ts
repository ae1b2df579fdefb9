import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { ReviewLease } from "#app/features/review/api.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { invariant } from "#app/lib/invariant.ts";

const messagesSchema = z.array(z.object({ role: z.string(), content: z.string() }));
const preferAnswerSchema = z.object({ choice: z.string() });

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
  const lease = { id: audit.leaseId, auditId: audit.id, expiresAt: audit.leaseExpiresAt.toISOString() };

  const answer = await db().answer.findUnique({
    where: { id: audit.ref },
    include: {
      task: { include: { prompt: true, samples: { include: { sample: true }, orderBy: { position: "asc" } } } },
    },
  });
  if (answer) {
    const { task } = answer;
    return {
      ...lease,
      ...(await rulesOf(task.campaignId)),
      subject: "answer",
      prompt: { messages: messagesSchema.parse(task.prompt.messages) },
      samples: task.samples.map(({ sample }) => ({ id: sample.id, text: sample.text })),
      choice: preferAnswerSchema.parse(answer.answer).choice,
    };
  }

  const sample = await db().sample.findUniqueOrThrow({ where: { id: audit.ref }, include: { prompt: true } });
  return {
    ...lease,
    ...(await rulesOf(sample.campaignId)),
    subject: "sample",
    prompt: { messages: messagesSchema.parse(sample.prompt.messages) },
    samples: [{ id: sample.id, text: sample.text }],
    choice: null,
  };
}

async function rulesOf(campaignId: string): Promise<{ guidelines: string; payRule: string }> {
  const campaign = await db().campaign.findUniqueOrThrow({ where: { id: campaignId }, include: { guidelines: true } });
  const current = campaign.guidelines.find((version) => version.version === campaign.guidelinesVersion);
  return { guidelines: current?.body ?? "", payRule: campaign.payRule };
}
