// What the samples of a lease are held to.
import { z } from "zod";
import { messagesSchema, modelSchema, paramsSchema } from "#app/features/campaigns/draft.ts";
import { generationRecipeSchema } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { variantOf } from "#app/features/campaigns/generation-recipes/variant.ts";
import { plainText, readPrompt } from "#app/features/generation/engine/chat.ts";
import { nodeModel } from "#app/features/generation/engine/node-model.server.ts";
import type { CatalogueModel } from "#app/features/generation/models/catalogue.ts";
import { modelNamed } from "#app/features/generation/models/model-of.ts";
import type { SampleRule, TokenReader } from "#app/features/generation/submission/check-sample.ts";
import type { Campaign, GenerationLease, Prompt } from "#prisma/generated/client.ts";

export type LeaseInFull = GenerationLease & { prompt: Prompt & { campaign: Campaign } };

/** The model that was leased; null when neither the catalogue nor the campaign knows it any more. */
export function modelOfLease(lease: LeaseInFull): CatalogueModel | null {
  const wanted = z.array(modelSchema).parse(lease.prompt.campaign.models);
  return modelNamed(wanted, { id: lease.modelId, revision: lease.modelRevision });
}

export async function ruleOfLease(lease: LeaseInFull): Promise<SampleRule> {
  const { prompt } = lease;
  const { campaign } = prompt;
  const model = modelOfLease(lease);
  const recipe = generationRecipeSchema.parse(campaign.recipe);
  return {
    slots: new Map(lease.seeds.map((seed, index) => [Number(seed), lease.slots[index] ?? 0])),
    recipe,
    prompt: { id: prompt.id, language: prompt.language, messages: messagesSchema.parse(prompt.messages) },
    params: variantOf(recipe, lease.variant, { params: paramsSchema.parse(campaign.params) }).params,
    reader: model?.isReplayable ? await readerOf(model) : null,
  };
}

async function readerOf(model: CatalogueModel): Promise<TokenReader> {
  const { tokenizer, endTokens, vocabulary } = await nodeModel(model);
  const { contextTokens } = model;
  // The samples of a lease share their prompt: it is read once.
  const read = new Map<string, ReadonlyArray<number> | null>();
  return {
    endTokens,
    contextTokens,
    vocabulary,
    promptTokens: (messages) => {
      const key = JSON.stringify(messages);
      const known = read.get(key);
      if (known !== undefined) return known;
      const prompt = readPrompt(tokenizer, { messages, contextTokens });
      const tokens = prompt.ok ? prompt.tokens : null;
      read.set(key, tokens);
      return tokens;
    },
    textOf: (tokenIds) => plainText(tokenizer, tokenIds),
  };
}
