import type { ReportReason, ReportSubject } from "#app/features/review/report.ts";

type Filing = { subject: ReportSubject; ref: string; reason: ReportReason; note: string };

/** @returns whether the reviewers have it now */
export async function sendReport(filing: Filing): Promise<boolean> {
  const sent = fetch("/api/v1/reports", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(filing),
  });
  return sent.then(
    ({ ok }) => ok,
    () => false,
  );
}
