import { id as digestOf } from "ethers";
import { z } from "zod";
import { connectedSigner } from "#app/features/auth/wallet.client.ts";
import { type ReviewLease, reviewLeaseSchema, type VerdictChoice } from "#app/features/review/api.ts";
import { chainDomain, verdictCodes, verdictTypes } from "#app/lib/chain.ts";

export type Given = { lease: ReviewLease; verdict: VerdictChoice; reason: string };
export type Signing = { reviewer: string; chainId: number; distributor: string };

const leaseAnswerSchema = z.object({ lease: reviewLeaseSchema.nullable() });
const errorSchema = z.object({ error: z.object({ code: z.string() }) });

/** What a call was refused with; the page says it in the reviewer's language. */
export class ReviewRefused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export async function leaseNextAudit(): Promise<ReviewLease | null> {
  return leaseAnswerSchema.parse(await post("/api/v1/review/lease", {})).lease;
}

/** Has the wallet sign the verdict (EIP-712) and sends it. Nothing is recorded when the wallet refuses. */
export async function signVerdict({ lease, verdict, reason }: Given, signing: Signing): Promise<void> {
  const signer = await connectedSigner(signing.reviewer);
  const signature = await signer.signTypedData(chainDomain(signing.chainId, signing.distributor), verdictTypes, {
    auditId: lease.auditId,
    verdict: verdictCodes[verdict],
    reasonDigest: digestOf(reason),
  });
  await post("/api/v1/review/verdicts", { leaseId: lease.id, verdict, reason, signature });
}

async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new ReviewRefused("offline");
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const refusal = errorSchema.safeParse(answer);
  throw new ReviewRefused(refusal.success ? refusal.data.error.code : "unknown");
}
