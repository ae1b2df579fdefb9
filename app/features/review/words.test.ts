import { expect, test } from "vitest";
import { verdictSchema } from "#app/features/review/api.ts";
import { decideDisputeSchema, fileDisputeSchema } from "#app/features/review/dispute.ts";
import { fileReportSchema } from "#app/features/review/report.ts";

const fine = "Café com açúcar, \u200Fنص\u200F: I did read it.\nTwice.";
const hidden = [
  "a zero \u0000 byte in it",
  "turned \u202E around",
  "an open \u2066 isolate",
  "half \uD800 of a character",
];

const written: Record<string, (text: string) => boolean> = {
  "a dispute's reason": (reason) => fileDisputeSchema.safeParse({ entryId: "e", reason }).success,
  "a decision's note": (note) => decideDisputeSchema.safeParse({ decision: "grant", note }).success,
  "a report's note": (note) =>
    fileReportSchema.safeParse({ subject: "sample", ref: "s", reason: "broken", note }).success,
  "a verdict's reason": (reason) =>
    verdictSchema.safeParse({ leaseId: "l", verdict: "overturn", reason, signature: `0x${"0".repeat(130)}` }).success,
};

test.each(Object.entries(written))("%s holds no characters that hide, reorder or break text", (_name, isTaken) => {
  expect(isTaken(fine)).toBe(true);
  for (const text of hidden) expect(isTaken(text)).toBe(false);
});
