import { randomUUID } from "node:crypto";
import { id as digestOf, verifyTypedData } from "ethers";
import type { z } from "zod";
import { appendEntry, holdLedgerOpen } from "#app/features/ledger/append.server.ts";
import { addressOf } from "#app/features/ledger/entry.ts";
import { overturnPostings } from "#app/features/ledger/pay.ts";
import type { verdictSchema } from "#app/features/review/api.ts";
import { chainDomain, verdictCodes, verdictTypes } from "#app/lib/chain.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import { toWei } from "#app/lib/money.ts";

export type VerdictResult =
  | { ok: true; state: "recorded" | "already-recorded" }
  | { ok: false; why: "lease-expired" | "signature-invalid" | "audit-ended" };

type Given = z.output<typeof verdictSchema> & { reviewer: string; now: Date };

/**
 * Records a signed verdict. One uphold or overturn ends the audit; "unclear" leaves it to another reviewer. An overturned
 * contribution's amount goes back to its campaign in the same transaction, before an epoch can grant it.
 */
export function submitVerdict(given: Given): Promise<VerdictResult> {
  return inTransaction(async (tx) => {
    // Held until the commit: no epoch closes between looking at the audit and taking the amount back.
    await holdLedgerOpen(tx);
    const audit = await tx.audit.findUnique({ where: { leaseId: given.leaseId }, include: { verdicts: true } });
    if (audit?.leasedBy !== given.reviewer) return { ok: false, why: "lease-expired" };
    if (audit.verdicts.some(({ reviewer }) => reviewer === given.reviewer))
      return { ok: true, state: "already-recorded" };
    if (audit.state !== "open" || !(await isLatestEpoch(tx, audit.epochN))) return { ok: false, why: "audit-ended" };
    if (!audit.leaseExpiresAt || audit.leaseExpiresAt < given.now) return { ok: false, why: "lease-expired" };
    if (!(await isSignedBy(tx, audit.id, given))) return { ok: false, why: "signature-invalid" };

    const { reviewer, verdict, reason, signature, now } = given;
    await tx.verdict.create({
      data: {
        id: randomUUID(),
        auditId: audit.id,
        reviewer,
        verdict,
        reason,
        reasonDigest: digestOf(reason),
        signature,
      },
    });
    if (verdict === "overturn") await takeBack(tx, audit.entryId);
    const state = verdict === "unclear" ? "open" : verdict === "overturn" ? "overturned" : "upheld";
    await tx.audit.update({
      where: { id: audit.id },
      data: { state, leaseExpiresAt: null, endedAt: state === "open" ? null : now },
    });
    return { ok: true, state: "recorded" };
  });
}

async function isLatestEpoch(tx: Transaction, epochN: number): Promise<boolean> {
  const latest = await tx.epoch.aggregate({ _max: { n: true } });
  return latest._max.n === epochN;
}

async function isSignedBy(tx: Transaction, auditId: string, given: Given): Promise<boolean> {
  const deployment = await tx.deployment.findUniqueOrThrow({ where: { id: 1 } });
  const domain = chainDomain(deployment.chainId, deployment.distributor);
  const message = { auditId, verdict: verdictCodes[given.verdict], reasonDigest: digestOf(given.reason) };
  try {
    return verifyTypedData(domain, verdictTypes, message, given.signature) === given.reviewer;
  } catch {
    return false; // not the form of a signature at all
  }
}

/** Posts the amount back from review to the campaign that paid it, and marks the contribution as not accepted. */
async function takeBack(tx: Transaction, entryId: string): Promise<void> {
  const entry = await tx.entry.findUniqueOrThrow({ where: { id: entryId }, include: { postings: true } });
  const earned = entry.postings.find(({ account }) => account.startsWith("review:"));
  const campaignId = entry.postings
    .map(({ account }) => /^campaign:(.+):reserved$/.exec(account)?.[1])
    .find((found) => found !== undefined);
  invariant(earned && campaignId, "what is overturned was paid by a campaign");
  const contributor = addressOf(earned.account);
  invariant(contributor, "a review account is a member's");

  await appendEntry(tx, {
    kind: "overturn",
    ref: entry.ref,
    reason: "overturned-by-audit",
    idempotencyKey: `overturn:${entryId}`,
    postings: overturnPostings(campaignId, contributor, toWei(earned.amountWei)),
  });
  await addJob(tx, "open-prompts", { campaignId }, { key: `open-prompts:${campaignId}` });
  const unpaid = { reason: "overturned-by-audit" };
  await tx.answer.updateMany({ where: { id: entry.ref }, data: { ...unpaid, isPaid: false } });
  await tx.sample.updateMany({ where: { id: entry.ref }, data: { ...unpaid, state: "rejected" } });
}
