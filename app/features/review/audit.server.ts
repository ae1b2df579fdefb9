import type { VerdictChoice } from "#app/features/review/api.ts";
import { db } from "#app/lib/db.server.ts";

/** An audit that has ended, for anybody; null while it runs, so that nobody learns what is being judged. */
export async function findEndedAudit(id: string) {
  const audit = await db().audit.findUnique({ where: { id }, include: { verdicts: true, epoch: true } });
  if (!audit?.endedAt) return null;
  return {
    id: audit.id,
    epoch: audit.epochN,
    ref: audit.ref,
    state: audit.state,
    seed: audit.epoch.auditSeed ?? "",
    drawnAt: audit.createdAt.toISOString(),
    endedAt: audit.endedAt.toISOString(),
    verdicts: audit.verdicts.map(({ reviewer, verdict, reason, signature, createdAt }) => ({
      reviewer,
      verdict: verdict satisfies VerdictChoice,
      reason,
      signature,
      at: createdAt.toISOString(),
    })),
  };
}

/** Why audits took something back from this contributor: reference of the contribution → the reviewer's words. */
export async function listOverturnReasons(contributor: string): Promise<Map<string, string>> {
  const overturned = await db().audit.findMany({
    where: { contributor, state: "overturned" },
    include: { verdicts: { where: { verdict: "overturn" } } },
  });
  return new Map(overturned.map((audit) => [audit.ref, audit.verdicts[0]?.reason ?? ""]));
}
