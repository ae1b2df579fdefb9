import { z } from "zod";
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
    reason: z.string().trim().max(mostReasonLength),
    signature: z.string().regex(/^0x[0-9a-fA-F]{130,4096}$/),
  })
  .refine(({ verdict, reason }) => verdict === "uphold" || reason.length >= leastReasonLength, {
    path: ["reason"],
    message: `say why in at least ${leastReasonLength} characters`,
  });

const textSchema = z.object({ id: z.string(), text: z.string() });

export const reviewLeaseSchema = z.object({
  id: z.string(),
  auditId: z.string(),
  expiresAt: z.iso.datetime(),
  subject: z.enum(["answer", "sample"]),
  prompt: z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) }),
  samples: z.array(textSchema),
  choice: z.string().nullable(),
  guidelines: z.string(),
  payRule: z.string(),
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
];
