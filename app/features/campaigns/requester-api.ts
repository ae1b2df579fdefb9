// The requester's calls of the public interface, and the one by which a judge says what was read.
import { z } from "zod";
import { promptsReportSchema } from "#app/features/campaigns/import-report.ts";
import { idSchema, type Operation } from "#app/lib/http.ts";

export const acknowledgeRequestSchema = z.strictObject({ version: z.number().int().min(1).max(1_000_000) });
const acknowledgeResponseSchema = z.object({ campaignId: idSchema, version: z.number().int() });

const signedIn = ["sign-in-required", "origin-mismatch", "not-found"];
const importErrors = ["campaign-closed", "wrong-header", "unsupported-media-type", "body-too-large", "rate-limited"];

export const operations: Array<Operation> = [
  {
    method: "post",
    path: "/api/v1/campaigns/{id}/acknowledge",
    summary: "Say that you have read a version of a campaign's guidelines",
    request: acknowledgeRequestSchema,
    response: acknowledgeResponseSchema,
    signIn: true,
    errors: [...signedIn, "no-such-version"],
  },
  {
    method: "post",
    path: "/api/v1/campaigns/{id}/prompts",
    summary:
      "Add prompts: the body is JSON lines (application/x-ndjson, each { prompt } or { messages }, and language) or CSV (text/csv with a header); at most 256 MiB, 64 KiB a line, 1,000,000 lines; the first 1,000 bad lines are named",
    response: promptsReportSchema,
    signIn: true,
    errors: [...signedIn, ...importErrors],
  },
];
