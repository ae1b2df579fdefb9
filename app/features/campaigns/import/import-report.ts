// What an import answers: how many lines became something, and each one that did not, by its number and why.
import { z } from "zod";
import { rowProblems } from "#app/features/campaigns/import/import-lines.ts";
import { promptProblems } from "#app/features/campaigns/import/prompt-line.ts";

export const largestImportBytes = 256 * 1024 * 1024;
/** Bad lines that are named one by one; `rejectedCount` counts them all. */
export const mostNamedLines = 1_000;

const count = z.number().int().nonnegative();

export function importReportSchema(codes: ReadonlyArray<string>) {
  return z.object({
    added: count,
    duplicates: count,
    rejected: z.array(z.object({ line: z.number().int().positive(), code: z.enum(codes) })).max(mostNamedLines),
    rejectedCount: count,
  });
}

export const promptsReportSchema = importReportSchema([...rowProblems, ...promptProblems]);

export type ImportReport = {
  added: number;
  duplicates: number;
  rejected: Array<{ line: number; code: string }>;
  rejectedCount: number;
};

export function emptyReport(): ImportReport {
  return { added: 0, duplicates: 0, rejected: [], rejectedCount: 0 };
}

export function noteRejected(report: ImportReport, line: number, code: string): void {
  report.rejectedCount += 1;
  if (report.rejected.length < mostNamedLines) report.rejected.push({ line, code });
}

/** `{ added, duplicates }` of one batch, into the whole. */
export function noteAdded(report: ImportReport, { added, duplicates }: { added: number; duplicates: number }): void {
  report.added += added;
  report.duplicates += duplicates;
}
