import type { ReportDecision } from "#app/features/review/report.ts";
import { db } from "#app/lib/db.server.ts";

const stateOf = { confirm: "confirmed", dismiss: "dismissed" } as const;

type Deciding = { reportId: string; reviewer: string; decision: ReportDecision; now: Date };

/** The first decision stands. A confirmed report is evidence in audits of the same work; nobody's pay changes. */
export async function decideReport({ reportId, reviewer, decision, now }: Deciding): Promise<{ ok: boolean }> {
  const { count } = await db().report.updateMany({
    where: { id: reportId, state: "open", ref: { not: reviewer }, reporter: { not: reviewer } },
    data: { state: stateOf[decision], decidedBy: reviewer, decidedAt: now },
  });
  return { ok: count === 1 };
}
