// Takes samples in. Idempotent by (lease, seed): what was taken once is answered again, not taken again.
import { randomUUID } from "node:crypto";
import type {
  SampleCode,
  SampleResult,
  SampleStateView,
  SamplesRequest,
  SubmittedSample,
} from "#app/features/generation/api.ts";
import { hasReachedDay } from "#app/features/generation/leases/daily-limit.server.ts";
import { type LeaseInFull, modelOfLease, ruleOfLease } from "#app/features/generation/leases/lease-rule.server.ts";
import { sampleRecord } from "#app/features/generation/replay/measured-here.server.ts";
import { decisionOf, measuredOrNot } from "#app/features/generation/replay/verify.server.ts";
import { type SampleRule, sampleRefusal } from "#app/features/generation/submission/check-sample.ts";
import { noteUnlessRepeated } from "#app/features/generation/submission/near-duplicate.server.ts";
import { signatureOf } from "#app/features/generation/submission/near-duplicate.ts";
import { oneByOne } from "#app/features/generation/submission/one-by-one.server.ts";
import { type Decision, decideSamples, lockPrompt, settlePrompt } from "#app/features/samples/decide.server.ts";
import { sampleDigest } from "#app/features/samples/digest.ts";
import { type SampleReason, sampleReasons } from "#app/features/samples/sample-state.ts";
import { db, inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import type { GenerationLease, Sample } from "#prisma/generated/client.ts";

type SubmitInput = SamplesRequest & { address: string; now: Date };
export type SubmitResult =
  | { ok: true; results: Array<SampleResult> }
  | { ok: false; why: "lease-unknown" | "dtype-mismatch" | "daily-limit" };

export async function submitSamples(input: SubmitInput): Promise<SubmitResult> {
  const lease = await db().generationLease.findFirst({
    where: { id: input.leaseId, address: input.address },
    include: { prompt: { include: { campaign: true } } },
  });
  if (!lease) return { ok: false, why: "lease-unknown" };
  if (!isDtypeOf(lease, input.dtype)) return { ok: false, why: "dtype-mismatch" };
  const rule = await ruleOfLease(lease);
  const known = await takenBefore(db(), lease);
  const bySeed = new Map(input.samples.map((sample) => [sample.seed, sample]));
  const checked = [...bySeed.values()]
    .filter(({ seed }) => !known.has(seed))
    .map((sample) => ({ sample, refusal: sampleRefusal(sample, rule), signature: signatureOf(sample.text) ?? [] }));
  return oneByOne(lease.prompt.campaignId, () => inTransaction((tx) => take(tx, { input, lease, rule, checked })));
}

type Checked = { sample: SubmittedSample; refusal: SampleCode | null; signature: Array<number> };
type Taking = { input: SubmitInput; lease: LeaseInFull; rule: SampleRule; checked: ReadonlyArray<Checked> };

async function take(tx: Transaction, { input, lease, rule, checked }: Taking): Promise<SubmitResult> {
  await lockPrompt(tx, lease.promptId);
  const taken = await takenBefore(tx, lease);
  const fresh = checked.filter(({ sample }) => !taken.has(sample.seed));
  if (fresh.length > 0 && (await hasReachedDay(tx, input))) return { ok: false, why: "daily-limit" };
  const isOver = await isOverFor(tx, lease, input.now);

  const refused = new Map<number, SampleCode>();
  const added: Array<Decision> = [];
  for (const { sample, refusal, signature } of fresh) {
    const slot = rule.slots.get(sample.seed) ?? 0;
    const code = refusal ?? (isOver || (await isSlotGone(tx, lease, slot)) ? "lease-expired" : null);
    if (code) refused.set(sample.seed, code);
    if (code) continue;
    const row = await insertSample(tx, { sample, slot, signature, rule, lease, input });
    taken.set(sample.seed, row);
    const reason = await reasonAgainst(tx, row);
    if (reason) added.push(await againstDraw(tx, { row, reason, lease }));
  }
  const isNew = fresh.some(({ sample }) => taken.has(sample.seed));
  await finish(tx, { lease, isWhole: taken.size === lease.seeds.length, added, isNew, now: input.now });
  const rows = await takenBefore(tx, lease);
  return { ok: true, results: input.samples.map(({ seed }) => resultFor(seed, rows.get(seed), refused.get(seed))) };
}

function isDtypeOf(lease: LeaseInFull, dtype: string): boolean {
  const model = modelOfLease(lease);
  return dtype === lease.dtype || (model !== null && Object.values<string>(model.dtypes).includes(dtype));
}

/** What is there for the lease's slots by its own member: sent for it, or for an earlier lease of the same slots. */
async function takenBefore(tx: Pick<Transaction, "sample">, lease: GenerationLease): Promise<Map<number, Sample>> {
  const rows = await tx.sample.findMany({
    where: {
      promptId: lease.promptId,
      address: lease.address,
      seed: { in: lease.seeds },
      OR: [{ leaseId: lease.id }, { slotSpent: true }],
    },
  });
  // A slot that somebody forged for the lease and drew truly for another has both; the lease's own is the answer.
  const ownLast = rows.sort((left, right) => Number(left.leaseId === lease.id) - Number(right.leaseId === lease.id));
  return new Map(ownLast.map((row) => [Number(row.seed), row]));
}

/** A lease that ran out is still good while its prompt is open and nobody else leased it since. */
async function isOverFor(tx: Transaction, lease: GenerationLease, now: Date): Promise<boolean> {
  if (lease.expiresAt > now) return false;
  const prompt = await tx.prompt.findUniqueOrThrow({ where: { id: lease.promptId }, select: { state: true } });
  if (prompt.state !== "open") return true;
  const since = { promptId: lease.promptId, address: { not: lease.address }, createdAt: { gte: lease.createdAt } };
  return (await tx.generationLease.count({ where: since })) > 0;
}

/** Somebody else's sample has it. */
async function isSlotGone(tx: Transaction, { promptId }: GenerationLease, slot: number): Promise<boolean> {
  return (await tx.sample.count({ where: { promptId, slot, slotSpent: true } })) > 0;
}

type Insertion = Pick<Taking, "rule" | "lease" | "input"> & Omit<Checked, "refusal"> & { slot: number };

function insertSample(tx: Transaction, { sample, slot, signature, rule, lease, input }: Insertion): Promise<Sample> {
  const steps = sample.steps ?? [];
  const provenance = {
    model: lease.modelId,
    revision: lease.modelRevision,
    dtype: input.dtype,
    backend: input.backend,
    params: rule.params,
    seed: sample.seed,
    recipe: rule.recipe.name,
    slot,
    steps: steps.length + 1,
    tokensPerSecond: sample.tokensPerSecond,
    ...(input.device ? { device: input.device } : {}),
  };
  return tx.sample.create({
    data: {
      id: randomUUID(),
      campaignId: lease.prompt.campaignId,
      promptId: lease.promptId,
      leaseId: lease.id,
      address: input.address,
      slot,
      seed: BigInt(sample.seed),
      text: sample.text,
      tokenIds: sample.tokenIds,
      finishReason: sample.finishReason,
      logProbabilities: sample.logProbabilities ?? [],
      steps,
      signature,
      provenance,
      digest: sampleDigest(sample.text),
      createdAt: input.now,
    },
  });
}

/** An honest draw that is of no use: it spends its slot and is not paid. */
async function reasonAgainst(tx: Transaction, row: Sample): Promise<SampleReason | null> {
  if (row.text.trim() === "") return "empty";
  const same = { promptId: row.promptId, digest: row.digest, slotSpent: true, id: { not: row.id } };
  if ((await tx.sample.count({ where: same })) > 0) return "duplicate";
  return (await noteUnlessRepeated(tx, row)) === null ? null : "near-duplicate";
}

type Against = { row: Sample; reason: SampleReason; lease: LeaseInFull };

/** What is of no use spends its slot, since it would come again: but only once it is seen to be a true draw, or nobody could go on. */
async function againstDraw(tx: Transaction, { row, reason, lease }: Against): Promise<Decision> {
  const sample = { ...row, lease, prompt: lease.prompt };
  const record = sampleRecord(sample);
  const found = await measuredOrNot(sample, record);
  const decision = found && decisionOf(row.id, record, found);
  if (decision?.event.kind === "failed") return decision;
  if (found) return { sampleId: row.id, event: { kind: "failed", reason }, replay: "none" };
  // Nobody here can see whether it is one; another member who drew the same for this slot has.
  const same = { promptId: row.promptId, slot: row.slot, digest: row.digest, address: { not: row.address } };
  const isSeen = (await tx.sample.count({ where: same })) > 0;
  const event = { kind: "failed" as const, reason };
  return { sampleId: row.id, event: isSeen ? event : { ...event, isUnseen: true }, replay: "none" };
}

type Finish = { lease: LeaseInFull; isWhole: boolean; added: ReadonlyArray<Decision>; isNew: boolean; now: Date };

async function finish(tx: Transaction, { lease, isWhole, added, isNew, now }: Finish): Promise<void> {
  if (isWhole && !lease.submittedAt) {
    await tx.generationLease.update({ where: { id: lease.id }, data: { submittedAt: now } });
  }
  if (!isNew) return;
  if (added.length > 0) await decideSamples(tx, { promptId: lease.promptId, decisions: added, now });
  else await settlePrompt(tx, { promptId: lease.promptId, slots: lease.prompt.campaign.candidatesPerPrompt });
  await addJob(tx, "verify-samples", { leaseId: lease.id }, { key: `verify-samples:${lease.id}` });
}

/** States of the member's own samples; of others' there are none. */
export async function listSampleStates(address: string, ids: ReadonlyArray<string>): Promise<Array<SampleStateView>> {
  const rows = await db().sample.findMany({ where: { address, id: { in: [...ids] } } });
  return rows.map((row) => ({ sampleId: row.id, state: row.state, ...codeOf(row) }));
}

function codeOf(row: Sample): { code?: SampleReason } {
  const code = sampleReasons.find((reason) => reason === row.reason);
  return code ? { code } : {};
}

function resultFor(seed: number, row: Sample | undefined, refusal: SampleCode | undefined): SampleResult {
  if (row) return { seed, sampleId: row.id, state: row.state, ...codeOf(row) };
  return { seed, state: "refused", code: refusal ?? "seed-not-leased" };
}
