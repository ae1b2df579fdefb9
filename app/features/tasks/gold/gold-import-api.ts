import { rowProblems } from "#app/features/campaigns/import/import-lines.ts";
import { importReportSchema } from "#app/features/campaigns/import/import-report.ts";
import { goldProblems } from "#app/features/tasks/gold/gold-line.ts";
import type { Operation } from "#app/lib/http.ts";

export const operations: Array<Operation> = [
  {
    method: "post",
    path: "/api/v1/campaigns/{id}/gold",
    summary:
      'The requester\'s: add tasks whose answer is known. The body is JSON lines, each { kind, prompt, texts, outcome } with samples named by their place ("0", "1") and optionally language, explanation, purpose (gold | qualification); or CSV with these columns, texts and outcome as JSON. The limits of prompts',
    response: importReportSchema([...new Set([...rowProblems, ...goldProblems])]),
    signIn: true,
    errors: [
      ...["sign-in-required", "origin-mismatch", "not-found", "campaign-closed"],
      ...["wrong-header", "unsupported-media-type", "body-too-large", "rate-limited"],
    ],
  },
];
