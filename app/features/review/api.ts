import { z } from "zod";
import { plainText } from "#app/features/campaigns/kind-options.ts";
import { isPlainText } from "#app/features/campaigns/plain-text.ts";
import { decideDisputeSchema, disputeSchema, fileDisputeSchema } from "#app/features/review/dispute.ts";
import { fileReportSchema, reportFiledSchema } from "#app/features/review/report.ts";
import { workSchema } from "#app/features/review/work.ts";
import { idSchema, type Operation } from "#app/lib/http.ts";

export const verdicts = ["uphold", "overturn", "unclear"] as const;
export type VerdictChoice = (typeof verdicts)[number];

/** A reason that the contributor can learn from is asked for whenever the verdict is not "uphold". */
export const leastReasonLength = 10;
export const mostReasonLength = 500;

export const verdictSchema = z
  .strictObject({
    leaseId: idSchema,
    verdict: z.enum(verdicts),
    reason: z.string().trim().max(mostReasonLength).refine(isPlainText, plainText),
    signature: z.string().regex(/^0x[0-9a-fA-F]{130,4096}$/),
  })
  .refine(({ verdict, reason }) => verdict === "uphold" || reason.length >= leastReasonLength, {
    path: ["reason"],
    message: `say why in at least ${leastReasonLength} characters`,
  });

export const reviewLeaseSchema = workSchema.extend({
  id: z.string(),
  auditId: z.string(),
  expiresAt: z.iso.datetime(),
  /** of a `prefer` answer; every kind's stands in `answer` */
  choice: z.string().nullable(),
});
export type ReviewLease = z.infer<typeof reviewLeaseSchema>;

const auditSchema = z.object({
  id: z.string(),
  epoch: z.number(),
  ref: z.string(),
  state: z.string(),
  seed: z.string(),
  drawnAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  verdicts: z.array(
    z.object({
      reviewer: z.string(),
      verdict: z.enum(verdicts),
      reason: z.string(),
      signature: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});

export const operations: Array<Operation> = [
  {
    method: "post",
    path: "/api/v1/review/lease",
    summary: "Lease one drawn contribution to judge, blind. `lease` is null when none is left.",
    request: z.strictObject({}),
    response: z.object({ lease: reviewLeaseSchema.nullable() }),
    signIn: true,
  },
  {
    method: "post",
    path: "/api/v1/review/verdicts",
    summary: "One signed verdict (EIP-712) on a leased audit.",
    request: verdictSchema,
    response: z.object({ state: z.enum(["recorded", "already-recorded"]) }),
    signIn: true,
    errors: ["lease-expired", "signature-invalid", "audit-ended"],
  },
  {
    method: "get",
    path: "/api/v1/audits/{id}",
    summary: "What was drawn, how, and how it was judged. Public once the audit has ended.",
    response: auditSchema,
    signIn: false,
  },
  {
    method: "post",
    path: "/api/v1/disputes",
    summary:
      "Dispute an unpaid or overturned contribution of yours. The same entry again answers with the dispute that is there.",
    request: fileDisputeSchema,
    response: disputeSchema,
    status: 201,
    signIn: true,
    errors: ["not-found", "not-disputable", "too-late", "too-many-open", "campaign-spent"],
  },
  {
    method: "get",
    path: "/api/v1/disputes/{id}",
    summary: "A dispute of yours, with its state and the reviewer's note.",
    response: disputeSchema,
    signIn: true,
    errors: ["not-found"],
  },
  {
    method: "post",
    path: "/api/v1/disputes/{id}/decision",
    summary: "A reviewer grants or refuses a dispute, with a note that the contributor reads.",
    request: decideDisputeSchema,
    response: z.object({ state: z.enum(["recorded", "already-recorded"]) }),
    status: 201,
    signIn: true,
    errors: ["not-found", "dispute-ended"],
  },
  {
    method: "post",
    path: "/api/v1/reports",
    summary:
      "Report a sample, an answer in a campaign of yours, or a member to the reviewers. It never touches pay by itself.",
    request: fileReportSchema,
    response: reportFiledSchema,
    status: 201,
    signIn: true,
    errors: ["not-found", "rate-limited"],
  },
];
