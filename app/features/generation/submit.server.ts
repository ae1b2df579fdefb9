// Takes samples in. Idempotent by (lease, seed): what was taken once is answered again, not taken again.
import { randomUUID } from "node:crypto";
import { messagesSchema, paramsSchema } from "#app/features/campaigns/draft.ts";
import type { SampleResult, SampleStateView, SamplesRequest, SubmittedSample } from "#app/features/generation/api.ts";
import { findModel } from "#app/features/generation/catalogue.ts";
import { promptTokens, rowText } from "#app/features/generation/chat.ts";
import { type SampleRule, sampleRefusal } from "#app/features/generation/check-sample.ts";
import { hasReachedDay } from "#app/features/generation/daily-limit.server.ts";
import { tokenLimit } from "#app/features/generation/decode.ts";
import { nodeModel } from "#app/features/generation/node-model.server.ts";
import type { SamplingParams } from "#app/features/generation/sampler.ts";
import { type Decision, decideSamples, lockPrompt, settlePrompt } from "#app/features/samples/decide.server.ts";
import { sampleDigest } from "#app/features/samples/digest.ts";
import { type SampleReason, sampleReasons } from "#app/features/samples/sample-state.ts";
import { db, inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import type { Campaign, GenerationLease, Prompt, Sample } from "#prisma/generated/client.ts";

type SubmitInput = SamplesRequest & { address: string; now: Date };
export type SubmitResult =
  | { ok: true; results: Array<SampleResult> }
  | { ok: false; why: "lease-unknown" | "dtype-mismatch" | "daily-limit" };

type LeaseInFull = GenerationLease & { prompt: Prompt & { campaign: Campaign } };

export async function submitSamples(input: SubmitInput): Promise<SubmitResult> {
  const lease = await db().generationLease.findFirst({
    where: { id: input.leaseId, address: input.address },
    include: { prompt: { include: { campaign: true } } },
  });
  if (!lease) return { ok: false, why: "lease-unknown" };
  if (!isDtypeOf(lease, input.dtype)) return { ok: false, why: "dtype-mismatch" };
  const rule = await ruleOfLease(lease);

  return inTransaction(async (tx) => {
    await lockPrompt(tx, lease.promptId);
    const taken = new Map(
      (await tx.sample.findMany({ where: { leaseId: lease.id } })).map((row) => [Number(row.seed), row]),
    );
    const fresh = input.samples.filter(({ seed }) => !taken.has(seed));
    if (fresh.length > 0 && (await hasReachedDay(tx, input))) return { ok: false, why: "daily-limit" };

    const results = new Map<number, SampleResult>();
    const added: Array<Decision> = [];
    for (const sample of input.samples) {
      const known = taken.get(sample.seed);
      const refusal = known ? null : refusalOf(sample, { rule, lease, now: input.now });
      if (refusal) results.set(sample.seed, { seed: sample.seed, state: "refused", code: refusal });
      if (known || refusal) continue;
      const row = await insertSample(tx, { sample, lease, input });
      taken.set(sample.seed, row);
      const reason = await reasonAgainst(tx, row);
      if (reason) added.push({ sampleId: row.id, event: { kind: "failed", reason }, replay: "none" });
    }
    await finish(tx, {
      lease,
      taken: taken.size,
      added,
      isNew: fresh.some(({ seed }) => taken.has(seed)),
      now: input.now,
    });
    const rows = await tx.sample.findMany({ where: { leaseId: lease.id } });
    for (const row of rows) results.set(Number(row.seed), resultOf(row));
    return { ok: true, results: input.samples.flatMap(({ seed }) => results.get(seed) ?? []) };
  });
}

function isDtypeOf(lease: GenerationLease, dtype: string): boolean {
  const model = findModel(lease.modelId, lease.modelRevision);
  return dtype === lease.dtype || (model !== null && Object.values<string>(model.dtypes).includes(dtype));
}

async function ruleOfLease(lease: LeaseInFull): Promise<SampleRule> {
  const seeds = lease.seeds.map(Number);
  const params: SamplingParams = paramsSchema.parse(lease.prompt.campaign.params);
  const model = findModel(lease.modelId, lease.modelRevision);
  if (!model?.isReplayable) return { seeds, limit: params.maxNewTokens, tokens: null };
  const { tokenizer, endTokens } = await nodeModel(model);
  const prompt = promptTokens(tokenizer, messagesSchema.parse(lease.prompt.messages));
  return {
    seeds,
    limit: tokenLimit({ promptTokens: prompt, params, contextTokens: model.contextTokens }),
    tokens: { endTokens, textOf: (tokenIds) => rowText(tokenizer, tokenIds, params.stop) },
  };
}

function refusalOf(
  sample: SubmittedSample,
  { rule, lease, now }: { rule: SampleRule; lease: GenerationLease; now: Date },
) {
  return sampleRefusal(sample, rule) ?? (lease.expiresAt <= now ? "lease-expired" : null);
}

type Insertion = { sample: SubmittedSample; lease: LeaseInFull; input: SubmitInput };

function insertSample(tx: Transaction, { sample, lease, input }: Insertion): Promise<Sample> {
  const slot = lease.slots[lease.seeds.indexOf(BigInt(sample.seed))] ?? 0;
  const provenance = {
    model: lease.modelId,
    revision: lease.modelRevision,
    dtype: input.dtype,
    backend: input.backend,
    params: paramsSchema.parse(lease.prompt.campaign.params),
    seed: sample.seed,
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
  return (await tx.sample.count({ where: same })) > 0 ? "duplicate" : null;
}

type Finish = { lease: LeaseInFull; taken: number; added: ReadonlyArray<Decision>; isNew: boolean; now: Date };

async function finish(tx: Transaction, { lease, taken, added, isNew, now }: Finish): Promise<void> {
  if (!isNew) return;
  if (taken === lease.seeds.length) {
    await tx.generationLease.update({ where: { id: lease.id }, data: { submittedAt: now } });
  }
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

function resultOf(row: Sample): SampleResult {
  return { seed: Number(row.seed), sampleId: row.id, state: row.state, ...codeOf(row) };
}
