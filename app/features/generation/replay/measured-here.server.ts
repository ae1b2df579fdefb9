// The server's own measuring: fp32 on its processor, for models that it holds.
import { z } from "zod";
import { messagesSchema, modelSchema } from "#app/features/campaigns/draft.ts";
import { generationRecipeSchema } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { nodeModel } from "#app/features/generation/engine/node-model.server.ts";
import type { CatalogueModel } from "#app/features/generation/models/catalogue.ts";
import { modelNamed } from "#app/features/generation/models/model-of.ts";
import { measureAnswer } from "#app/features/generation/replay/measure-answer.ts";
import { type Found, recordOf, type SampleRecord } from "#app/features/generation/submission/sample-record.ts";
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
  const { params } = record;
  const steps: Array<Found["steps"][number]> = [];
  for (const { messages, tokenIds, finishReason } of record.steps)
    steps.push(await measureAnswer(node, { messages, tokenIds, finishReason, params }));
  return { steps };
}
