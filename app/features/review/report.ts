// What people and the site bring to the reviewers' notice. A report is evidence for audits; it never touches pay.
import { z } from "zod";
import { plainText } from "#app/features/campaigns/kind-options.ts";
import { isPlainText } from "#app/features/campaigns/plain-text.ts";
import type { Figure } from "#app/features/review/evidence.ts";
import { idSchema } from "#app/lib/http.ts";

export const reportSubjects = ["sample", "answer", "member"] as const;
export type ReportSubject = (typeof reportSubjects)[number];

export const reportReasons = [
  "harmful",
  "personal-data",
  "wrong-language",
  "broken",
  "careless",
  "copied",
  "several-accounts",
  "other",
] as const;
export type ReportReason = (typeof reportReasons)[number];

/** What somebody may say of a member; the rest is about texts. */
export const memberReasons: ReadonlyArray<ReportReason> = ["careless", "copied", "several-accounts", "other"];

export const mostReportNote = 500;
export const mostReportsADay = 50;

export const fileReportSchema = z.strictObject({
  subject: z.enum(reportSubjects),
  ref: idSchema,
  reason: z.enum(reportReasons),
  note: z.string().trim().max(mostReportNote).refine(isPlainText, plainText).default(""),
});

export const reportFiledSchema = z.object({ state: z.enum(["recorded", "already-recorded"]) });

export const reportDecisions = ["confirm", "dismiss"] as const;
export type ReportDecision = (typeof reportDecisions)[number];

/** Names of what the site or people reported, for the catalogue; anything else is shown as `other`. */
export const reportCodes = [
  ...reportReasons,
  "pasted-model-output",
  "straight-lining",
  "side-bias",
  "copy-ring",
  "too-fast",
  "same-hands",
  "bad-gold",
] as const;
export type ReportCode = (typeof reportCodes)[number];

export function reportCode(reason: string): ReportCode {
  return reportCodes.find((code) => code === reason) ?? "other";
}

/** A report as reviewers see it. */
export type ReportRow = {
  id: string;
  subject: string;
  ref: string;
  /** "site", or an address */
  reporter: string;
  reason: string;
  note: string;
  figures: Array<Figure>;
  members: Array<string>;
  campaign: { id: string; title: string } | null;
  createdAt: string;
};
