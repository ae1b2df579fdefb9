// The server's own measuring: fp32 on its processor, for models that it holds.
import { z } from "zod";
import { messagesSchema, modelSchema } from "#app/features/campaigns/draft.ts";
import { generationRecipeSchema } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { plainText, readPrompt, rowText } from "#app/features/generation/engine/chat.ts";
import { type NodeModel, nodeModel } from "#app/features/generation/engine/node-model.server.ts";
import type { CatalogueModel } from "#app/features/generation/models/catalogue.ts";
import { modelNamed } from "#app/features/generation/models/model-of.ts";
import { measureSample } from "#app/features/generation/replay/measure.ts";
import { impossibleStep } from "#app/features/generation/replay/measure-step.ts";
import {
  type Found,
  type RecordedStep,
  recordOf,
  type SampleRecord,
} from "#app/features/generation/submission/sample-record.ts";
import { provenanceSchema } from "#app/features/samples/provenance.ts";
import type { Campaign, GenerationLease, Prompt, Sample } from "#prisma/generated/client.ts";

export type SampleInFull = Sample & { lease: GenerationLease; prompt: Prompt & { campaign: Campaign } };

export function sampleRecord(sample: SampleInFull): SampleRecord {
  const { prompt } = sample;
  const { dtype, backend, params } = provenanceSchema.parse(sample.provenance);
  const asked = {
    recipe: generationRecipeSchema.parse(prompt.campaign.recipe),
    language: prompt.language,
    messages: messagesSchema.parse(prompt.messages),
  };
  return recordOf(sample, asked, { writer: { dtype, backend }, params });
}

/** The sample's model where the server holds it. */
export function heldModel({ lease, prompt }: SampleInFull): CatalogueModel | null {
  const wanted = z.array(modelSchema).parse(prompt.campaign.models);
  const model = modelNamed(wanted, { id: lease.modelId, revision: lease.modelRevision });
  return model?.isReplayable ? model : null;
}

/** @returns null where the server does not hold the model */
export async function measuredHere(sample: SampleInFull, record: SampleRecord): Promise<Found | null> {
  const model = heldModel(sample);
  if (!model) return null;
  const node = await nodeModel(model);
  const steps: Array<Found["steps"][number]> = [];
  for (const step of record.steps) steps.push(await measuredStep(node, step, record));
  return { steps };
}

async function measuredStep(node: NodeModel, step: RecordedStep, { params }: SampleRecord) {
  const { session, tokenizer, endTokens, model } = node;
  const { messages, tokenIds, finishReason } = step;
  const text = rowText(tokenizer, tokenIds, params.stop);
  const prompt = readPrompt(tokenizer, { messages, contextTokens: model.contextTokens });
  if (!prompt.ok) return { measures: tokenIds.map(() => impossibleStep), text };
  const measures = await measureSample(
    session,
    { promptTokens: prompt.tokens, tokenIds, finishReason, params },
    { endTokens, contextTokens: model.contextTokens, textOf: (tokens) => plainText(tokenizer, tokens) },
  );
  return { measures, text };
}
