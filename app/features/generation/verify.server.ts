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

/** The hash of the first block after a time, or null while there is none. */
export type BlockAfter = (time: Date) => Promise<string | null>;

/**
 * @returns `waiting` when some samples wait for the first block after their submission: call it again then
 */
export async function verifySamples(leaseId: string, { blockAfter, now }: { blockAfter: BlockAfter; now: Date }) {
  const samples = await db().sample.findMany({
    where: { leaseId, state: "submitted" },
    include: { prompt: { include: { campaign: true } } },
    orderBy: { slot: "asc" },
  });
  const decisions: Array<Decision> = [];
  for (const sample of samples) {
    const blockHash = await blockAfter(sample.createdAt);
    if (blockHash === null) continue;
    const isDrawn = isDrawnAgain({ blockHash, sampleId: sample.id }, sample.prompt.campaign.replayShareBps);
    decisions.push(isDrawn ? await redraw(sample) : { sampleId: sample.id, event: { kind: "passed" }, replay: "none" });
  }
  const promptId = samples[0]?.promptId;
  if (promptId && decisions.length > 0) await inTransaction((tx) => decideSamples(tx, { promptId, decisions, now }));
  return decisions.length < samples.length ? ("waiting" as const) : ("done" as const);
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
