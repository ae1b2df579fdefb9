// Verifies the samples of a lease: a share that nobody could foresee is drawn again, and each sample is then decided.
import { messagesSchema } from "#app/features/campaigns/draft.ts";
import { findModel } from "#app/features/generation/catalogue.ts";
import { promptTokens } from "#app/features/generation/chat.ts";
import { nodeModel } from "#app/features/generation/node-model.server.ts";
import { replaySample } from "#app/features/generation/replay.ts";
import { isDrawnAgain } from "#app/features/generation/verify-draw.ts";
import { type Decision, decideSamples } from "#app/features/samples/decide.server.ts";
import { provenanceSchema } from "#app/features/samples/provenance.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { log } from "#app/lib/log.server.ts";
import type { Prompt, Sample } from "#prisma/generated/client.ts";

type Verification = { sampleIds: ReadonlyArray<string>; blockHash: string; now: Date };

/** The samples of a lease that wait for their draw. */
export async function listSubmitted(leaseId: string): Promise<Array<string>> {
  const rows = await db().sample.findMany({ where: { leaseId, state: "submitted" }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** @param blockHash of the first block after these samples were submitted; it is kept with each as what drew it or not */
export async function verifySamples({ sampleIds, blockHash, now }: Verification): Promise<void> {
  const samples = await db().sample.findMany({
    where: { id: { in: [...sampleIds] }, state: "submitted" },
    include: { prompt: { include: { campaign: true } } },
    orderBy: { slot: "asc" },
  });
  const promptId = samples[0]?.promptId;
  if (!promptId) return;
  const decisions: Array<Decision> = [];
  for (const sample of samples) {
    const isDrawn = isDrawnAgain({ blockHash, sampleId: sample.id }, sample.prompt.campaign.replayShareBps);
    decisions.push(isDrawn ? await redraw(sample) : { sampleId: sample.id, event: { kind: "passed" }, replay: "none" });
  }
  const drawnBy = JSON.stringify({ drawnBy: blockHash });
  await inTransaction(async (tx) => {
    await decideSamples(tx, { promptId, decisions, now });
    await tx.$executeRaw`update "Sample" set provenance = provenance || ${drawnBy}::jsonb where id = any(${sampleIds}::text[])`;
  });
}

/** Draws one sample again from its record, where the server holds its model. */
export async function redraw(sample: Sample & { prompt: Prompt }): Promise<Decision> {
  const record = provenanceSchema.parse(sample.provenance);
  const model = findModel(record.model, record.revision);
  if (!model?.isReplayable) return { sampleId: sample.id, event: { kind: "passed" }, replay: "none" };

  const { session, tokenizer, endTokens } = await nodeModel(model);
  const prompt = promptTokens(tokenizer, messagesSchema.parse(sample.prompt.messages));
  const { tokenIds, finishReason } = sample;
  const result = await replaySample(
    session,
    { promptTokens: prompt, tokenIds, finishReason, seed: record.seed, params: record.params },
    { endTokens, contextTokens: model.contextTokens },
  );
  if (result.ok) return { sampleId: sample.id, event: { kind: "passed" }, replay: "passed" };
  log.info({ sample: sample.id, step: result.at }, "a sample does not redraw from its record");
  return { sampleId: sample.id, event: { kind: "failed", reason: "replay-failed" }, replay: "failed" };
}
