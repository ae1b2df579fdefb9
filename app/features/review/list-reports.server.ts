// What waits for a reviewer's look: flags on tasks, what people report, and what the site noticed by itself.
import { z } from "zod";
import { figuresOf } from "#app/features/review/evidence.ts";
import type { ReportRow } from "#app/features/review/report.ts";
import { findWork } from "#app/features/review/work.server.ts";
import type { Work } from "#app/features/review/work.ts";
import { db } from "#app/lib/db.server.ts";
import type { Page } from "#app/lib/http.ts";
import type { Report } from "#prisma/generated/client.ts";

export type ReportView = ReportRow & { work: Work | null };
type Asked = { reviewer: string; limit: number; cursor?: string | undefined };

const evidenceSchema = z.record(z.string(), z.unknown());

/** Open reports that are not about the reviewer, nor by them; the oldest first. */
export async function listOpenReports({ reviewer, limit, cursor }: Asked): Promise<Page<ReportView>> {
  await gatherFlags();
  const rows = await db().report.findMany({
    where: openTo(reviewer),
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    take: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const titles = await titlesOf(shown);
  const items = await Promise.all(
    shown.map(async (row): Promise<ReportView> => {
      const isText = row.subject === "answer" || row.subject === "sample";
      const work = isText ? await findWork(row.ref) : null;
      // The report itself would stand among what was reported.
      return { ...toRow(row, titles), work: work && { ...work, evidence: [] } };
    }),
  );
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

export async function countOpenReports(reviewer: string): Promise<number> {
  await gatherFlags();
  return db().report.count({ where: openTo(reviewer) });
}

function openTo(reviewer: string) {
  return { state: "open" as const, ref: { not: reviewer }, reporter: { not: reviewer } };
}

/** A flag is given with an answer; here it becomes a report, once. */
async function gatherFlags(): Promise<void> {
  await db().$executeRaw`
    insert into "Report" (id, "campaignId", subject, ref, reporter, reason, "createdAt")
    select gen_random_uuid()::text, task."campaignId", 'answer', answer.id, answer.address, answer.flag, answer."createdAt"
    from "Answer" answer join "Task" task on task.id = answer."taskId"
    where answer.flag is not null and not exists (
      select from "Report" report
      where report.subject = 'answer' and report.ref = answer.id and report.reporter = answer.address and report.reason = answer.flag)
    on conflict do nothing`;
}

async function titlesOf(rows: ReadonlyArray<Report>): Promise<Map<string, string>> {
  const ids = rows.map(({ campaignId }) => campaignId);
  const campaigns = await db().campaign.findMany({ where: { id: { in: ids } }, select: { id: true, title: true } });
  return new Map(campaigns.map(({ id, title }) => [id, title]));
}

function toRow(row: Report, titles: ReadonlyMap<string, string>): ReportRow {
  const { id, subject, ref, reporter, reason, campaignId, createdAt } = row;
  const evidence = evidenceSchema.parse(row.evidence);
  const title = titles.get(campaignId);
  return {
    ...{ id, subject, ref, reporter, reason },
    note: typeof evidence.note === "string" ? evidence.note : "",
    figures: figuresOf(evidence),
    members: z.array(z.string()).safeParse(evidence.members).data ?? [],
    campaign: title === undefined ? null : { id: campaignId, title },
    createdAt: createdAt.toISOString(),
  };
}
