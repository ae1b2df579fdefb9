import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { fileReportSchema, ReportSubject } from "#app/features/review/report.ts";
import { db } from "#app/lib/db.server.ts";

type Filing = z.output<typeof fileReportSchema> & { reporter: string };
export type ReportFiled = { ok: true; state: "recorded" | "already-recorded" } | { ok: false; why: "not-found" };

/** One a subject, member and reason. */
export async function fileReport({ subject, ref, reason, note, reporter }: Filing): Promise<ReportFiled> {
  const place = await findPlace(subject, ref, reporter);
  if (!place) return { ok: false, why: "not-found" };
  const { count } = await db().report.createMany({
    data: [{ id: randomUUID(), subject, ref, reason, reporter, evidence: { note }, campaignId: place.campaignId }],
    skipDuplicates: true,
  });
  return { ok: true, state: count === 1 ? "recorded" : "already-recorded" };
}

/** Where what is reported stands; null when the reporter cannot have seen it. Answers are seen by their campaign's requester only. */
async function findPlace(
  subject: ReportSubject,
  ref: string,
  reporter: string,
): Promise<{ campaignId: string } | null> {
  if (subject === "sample") return db().sample.findUnique({ where: { id: ref }, select: { campaignId: true } });
  if (subject === "answer") {
    const mine = { campaign: { requester: reporter }, state: "closed" as const };
    const answer = await db().answer.findFirst({
      where: { id: ref, task: mine },
      select: { task: { select: { campaignId: true } } },
    });
    return answer?.task ?? null;
  }
  const member = ref === reporter ? null : await db().member.findUnique({ where: { address: ref } });
  return member && { campaignId: "" };
}
