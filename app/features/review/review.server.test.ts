import { randomUUID } from "node:crypto";
import { id as digestOf, Wallet } from "ethers";
import { beforeEach, expect, test } from "vitest";
import { appendEntry, balanceOf } from "#app/features/ledger/append.server.ts";
import { campaignAvailable, campaignReserved, reviewOf } from "#app/features/ledger/entry.ts";
import { earnPostings, fundPostings, reservePostings } from "#app/features/ledger/pay.ts";
import type { VerdictChoice } from "#app/features/review/api.ts";
import { findEndedAudit, listOverturnReasons } from "#app/features/review/audit.server.ts";
import { decideDispute } from "#app/features/review/decide-dispute.server.ts";
import { fileDispute } from "#app/features/review/file-dispute.server.ts";
import { countOpenAudits, leaseAudit } from "#app/features/review/lease.server.ts";
import { listOpenDisputes } from "#app/features/review/open-disputes.server.ts";
import { submitVerdict } from "#app/features/review/verdict.server.ts";
import { campaignKeyOf, chainDomain, verdictCodes, verdictTypes } from "#app/lib/chain.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";

const chainId = 31_337;
const distributor = Wallet.createRandom().address;
const priceWei = 1_000n;

beforeEach(async () => {
  await db().verdict.deleteMany();
  await db().audit.deleteMany();
  await db().epoch.deleteMany();
  const deployment = {
    chainId,
    genesisHash: "0x",
    token: distributor,
    distributor,
    deploymentBlock: 1n,
    windowSeconds: 60,
  };
  await db().deployment.upsert({ where: { id: 1 }, update: deployment, create: deployment });
  await createEpoch(1);
});

function createEpoch(n: number) {
  const row = { n, firstSeq: 1n, lastSeq: 1n, entryCount: 0, root: "0x", totalWei: "0", ledgerDigest: "0x" };
  return db().epoch.create({ data: { ...row, state: "proposed" } });
}

/** A paid sample of a campaign of its own, drawn for audit. */
async function createDrawnSample(contributor = Wallet.createRandom().address) {
  const [campaignId, promptId, leaseId, sampleId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await db().campaign.create({
    data: {
      id: campaignId,
      key: campaignKeyOf(campaignId),
      requester: Wallet.createRandom().address,
      title: "Short answers",
      description: "",
      languages: ["en"],
      licence: "CC-BY-4.0",
      models: [],
      params: {},
      candidatesPerPrompt: 2,
      replayShareBps: 1_000,
      samplePriceWei: priceWei.toString(),
      kinds: {
        create: {
          ...{ kind: "prefer", priceWei: "10", answersMin: 2, answersMax: 5, barPermille: 950 },
          payRule: "agreement/1",
        },
      },
      overheadBps: 0,
      guidelines: { create: { version: 1, body: "Be kind." } },
    },
  });
  const messages = [{ role: "user", content: "Say hello." }];
  await db().prompt.create({ data: { id: promptId, campaignId, messages, language: "en", digest: promptId } });
  const model = { modelId: "praca/starter", modelRevision: "1", dtype: "fp32" };
  const expiresAt = new Date(Date.now() + 60_000);
  await db().generationLease.create({
    data: { id: leaseId, promptId, address: contributor, ...model, slots: [0], seeds: [7n], expiresAt },
  });
  await db().sample.create({
    data: {
      id: sampleId,
      campaignId,
      promptId,
      leaseId,
      address: contributor,
      slot: 0,
      seed: 7n,
      text: "Hello.",
      tokenIds: [1],
      finishReason: "stop",
      provenance: {},
      digest: sampleId,
      state: "accepted",
    },
  });

  const entryId = await inTransaction(async (tx) => {
    const treasury = Wallet.createRandom().address;
    const pay = { campaignId, address: contributor, priceWei, overheadBps: 0, treasury };
    const key = (kind: string) => ({ ref: sampleId, idempotencyKey: `${kind}:${sampleId}` });
    await appendEntry(tx, { kind: "fund", ...key("fund"), postings: fundPostings(campaignId, priceWei) });
    await appendEntry(tx, { kind: "reserve", ...key("reserve"), postings: reservePostings(campaignId, priceWei) });
    const earned = await appendEntry(tx, { kind: "sample", ...key("sample"), postings: earnPostings(pay) });
    invariant(earned !== "already-there", "the entry is new");
    return earned.id;
  });
  const auditId = digestOf(sampleId);
  await db().audit.create({ data: { id: auditId, epochN: 1, entryId, ref: sampleId, contributor } });
  return { auditId, campaignId, contributor, sampleId };
}

async function judged(options: { verdict: VerdictChoice; by: Wallet; signer?: Wallet; now?: Date }) {
  const lease = await leaseAudit(options.by.address, new Date());
  invariant(lease, "there is something to judge");
  const reason = "The text does not answer the prompt.";
  const signature = await (options.signer ?? options.by).signTypedData(
    chainDomain(chainId, distributor),
    verdictTypes,
    {
      auditId: lease.auditId,
      verdict: verdictCodes[options.verdict],
      reasonDigest: digestOf(reason),
    },
  );
  const given = { leaseId: lease.id, verdict: options.verdict, reason, signature, reviewer: options.by.address };
  return { submit: () => submitVerdict({ ...given, now: options.now ?? new Date() }) };
}

const newReviewer = () => new Wallet(Wallet.createRandom().privateKey);

test("an overturned contribution goes back to its campaign once, and its contributor reads why", async () => {
  const { auditId, campaignId, contributor, sampleId } = await createDrawnSample();
  const { submit } = await judged({ verdict: "overturn", by: newReviewer() });

  expect(await submit()).toEqual({ ok: true, state: "recorded" });
  expect(await submit()).toEqual({ ok: true, state: "already-recorded" });

  expect(await balanceOf(db(), reviewOf(contributor))).toBe(0n);
  expect(await balanceOf(db(), campaignAvailable(campaignId))).toBe(priceWei);
  expect(await balanceOf(db(), campaignReserved(campaignId))).toBe(0n);
  expect(await db().sample.findUnique({ where: { id: sampleId } })).toMatchObject({
    state: "rejected",
    reason: "overturned-by-audit",
  });
  expect((await listOverturnReasons(contributor)).get(sampleId)).toBe("The text does not answer the prompt.");
  expect(await findEndedAudit(auditId)).toMatchObject({ state: "overturned", verdicts: [{ verdict: "overturn" }] });
});

test("an upheld contribution keeps its amount", async () => {
  const { contributor } = await createDrawnSample();
  const { submit } = await judged({ verdict: "uphold", by: newReviewer() });
  expect(await submit()).toEqual({ ok: true, state: "recorded" });
  expect(await balanceOf(db(), reviewOf(contributor))).toBe(priceWei);
});

test("a verdict signed by somebody else changes nothing", async () => {
  const { auditId, contributor } = await createDrawnSample();
  const { submit } = await judged({ verdict: "overturn", by: newReviewer(), signer: newReviewer() });
  expect(await submit()).toEqual({ ok: false, why: "signature-invalid" });
  expect(await balanceOf(db(), reviewOf(contributor))).toBe(priceWei);
  expect(await findEndedAudit(auditId)).toBeNull();
});

test("once the next epoch has closed a verdict comes too late", async () => {
  const { contributor } = await createDrawnSample();
  const { submit } = await judged({ verdict: "overturn", by: newReviewer() });
  await createEpoch(2);
  expect(await submit()).toEqual({ ok: false, why: "audit-ended" });
  expect(await balanceOf(db(), reviewOf(contributor))).toBe(priceWei);
});

test("an expired lease is refused", async () => {
  await createDrawnSample();
  const { submit } = await judged({ verdict: "uphold", by: newReviewer(), now: new Date(Date.now() + 86_400_000) });
  expect(await submit()).toEqual({ ok: false, why: "lease-expired" });
});

test("unclear hands the audit to another reviewer and not back to the same", async () => {
  const { auditId } = await createDrawnSample();
  const first = newReviewer();
  const { submit } = await judged({ verdict: "unclear", by: first });
  expect(await submit()).toEqual({ ok: true, state: "recorded" });
  expect(await leaseAudit(first.address, new Date())).toBeNull();
  expect((await leaseAudit(newReviewer().address, new Date()))?.auditId).toBe(auditId);
});

test("nobody judges their own work, and a lease never says whose it is", async () => {
  const reviewer = newReviewer();
  await createDrawnSample(reviewer.address);
  expect(await leaseAudit(reviewer.address, new Date())).toBeNull();

  const { contributor } = await createDrawnSample();
  const lease = await leaseAudit(reviewer.address, new Date());
  expect(lease).toMatchObject({ subject: "sample", samples: [{ text: "Hello." }], guidelines: "Be kind." });
  expect(JSON.stringify(lease)).not.toContain(contributor);
});

test("who pays for a campaign does not judge its work, nor who answered the same task", async () => {
  const { campaignId, auditId, contributor } = await createDrawnSample();
  const [requester, colleague] = [newReviewer().address, newReviewer().address];
  await db().campaign.update({ where: { id: campaignId }, data: { requester } });
  expect(await leaseAudit(requester, new Date())).toBeNull();
  expect(await countOpenAudits(requester)).toBe(0);

  const taskId = randomUUID();
  const { id: promptId } = await db().prompt.findFirstOrThrow({ where: { campaignId } });
  const asked = {
    campaignId,
    promptId,
    kind: "prefer" as const,
    priceWei: "10",
    answersMin: 2,
    answersMax: 5,
    barPermille: 950,
    state: "closed" as const,
  };
  await db().task.create({ data: { id: taskId, ...asked } });
  const answers = [contributor, colleague].map((address) => ({ id: randomUUID(), address }));
  for (const { id, address } of answers) {
    const lease = { id, taskId, address, expiresAt: new Date() };
    await db().lease.create({
      data: { ...lease, answer: { create: { id, taskId, address, answer: { choice: "a" } } } },
    });
  }
  await db().audit.update({ where: { id: auditId }, data: { ref: answers[0]?.id ?? "" } });
  expect(await leaseAudit(requester, new Date())).toBeNull();
  expect(await leaseAudit(colleague, new Date())).toBeNull();
  expect(await countOpenAudits(newReviewer().address)).toBe(1);
  expect((await leaseAudit(newReviewer().address, new Date()))?.auditId).toBe(auditId);
});

test("reviewers who ask at once are given different audits", async () => {
  for (let count = 0; count < 8; count++) await createDrawnSample();
  const leases = await Promise.all(Array.from({ length: 8 }, () => leaseAudit(newReviewer().address, new Date())));
  const given = leases.flatMap((lease) => (lease ? [lease.auditId] : []));
  expect(new Set(given).size).toBe(given.length);
  expect(given.length).toBeGreaterThan(0);
});

test("what an audit took back is held while it is disputed, and stands again when another reviewer grants it", async () => {
  const { campaignId, contributor, sampleId } = await createDrawnSample();
  const auditor = newReviewer();
  await (await judged({ verdict: "overturn", by: auditor })).submit();
  const entry = await db().entry.findFirstOrThrow({ where: { ref: sampleId, kind: "overturn" } });

  const filed = await fileDispute({ address: contributor, entryId: entry.id, reason: "It does answer the prompt." });
  invariant(filed.ok, "an overturned contribution can be disputed");
  expect(await balanceOf(db(), campaignAvailable(campaignId))).toBe(0n);
  expect(await balanceOf(db(), campaignReserved(campaignId))).toBe(priceWei);

  const decision = {
    disputeId: filed.dispute.id,
    decision: "grant",
    note: "It does, if briefly.",
    now: new Date(),
  } as const;
  expect(await decideDispute({ ...decision, reviewer: auditor.address })).toEqual({ ok: false, why: "not-found" });
  const other = newReviewer().address;
  expect(await listOpenDisputes(auditor.address, 10)).toEqual([]);
  expect(await listOpenDisputes(other, 10)).toMatchObject([
    { id: filed.dispute.id, verdict: "The text does not answer the prompt.", work: { samples: [{ text: "Hello." }] } },
  ]);
  expect(await decideDispute({ ...decision, reviewer: other })).toEqual({ ok: true, state: "recorded" });
  expect(await balanceOf(db(), reviewOf(contributor))).toBe(priceWei);
  expect(await balanceOf(db(), campaignReserved(campaignId))).toBe(0n);
  expect(await db().sample.findUnique({ where: { id: sampleId } })).toMatchObject({ state: "accepted", reason: null });
});

test("what an audit took back and the campaign has spent since cannot be disputed any more", async () => {
  const { campaignId, contributor, sampleId } = await createDrawnSample();
  await (await judged({ verdict: "overturn", by: newReviewer() })).submit();
  await inTransaction((tx) =>
    appendEntry(tx, {
      kind: "reserve",
      ref: "next",
      idempotencyKey: `next:${sampleId}`,
      postings: reservePostings(campaignId, priceWei),
    }),
  );
  const entry = await db().entry.findFirstOrThrow({ where: { ref: sampleId, kind: "overturn" } });
  const filing = { address: contributor, entryId: entry.id, reason: "It does answer the prompt." };
  expect(await fileDispute(filing)).toEqual({ ok: false, why: "campaign-spent" });
  expect(await db().dispute.count({ where: { entryId: entry.id } })).toBe(0);
});
