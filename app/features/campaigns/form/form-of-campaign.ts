import type { CampaignView, Judging } from "#app/features/campaigns/api.ts";
import { textOfLabels } from "#app/features/campaigns/form/form-labels.ts";
import { type FormValues, type KindValues, kindValues } from "#app/features/campaigns/form/form-values.ts";
import { ownModelValuesOf } from "#app/features/campaigns/form/own-model-values.ts";
import { recipeValuesOf } from "#app/features/campaigns/form/recipe-values.ts";
import { typedTexts } from "#app/features/campaigns/form/typed-text.ts";
import {
  editOptionsSchema,
  labelOptionsSchema,
  preferOptionsSchema,
  rankOptionsSchema,
  rateOptionsSchema,
  type TaskKind,
} from "#app/features/campaigns/kind-options.ts";
import { assertNever } from "#app/lib/invariant.ts";
import { exactTokens } from "#app/lib/money.ts";

/** A campaign that there is, as if it had been typed. */
export function formOf(campaign: CampaignView): FormValues {
  const { title, description, licence, models, params, access, redundancy, prices } = campaign;
  return {
    ...{ title, description, licence, guidelines: campaign.guidelines.body },
    models: models.filter(({ card }) => !card),
    ownModels: models.flatMap(ownModelValuesOf),
    languages: campaign.languages.join(", "),
    temperature: String(params.temperature),
    topP: String(params.topP),
    topK: String(params.topK),
    repetitionPenalty: String(params.repetitionPenalty),
    maxNewTokens: String(params.maxNewTokens),
    stop: typedTexts(params.stop ?? []),
    recipe: recipeValuesOf(campaign.recipe),
    replaySharePercent: String(redundancy.replayShareBps / 100),
    replayBy: redundancy.replayBy,
    candidatesPerPrompt: String(redundancy.candidatesPerPrompt),
    samplePrice: exactTokens(BigInt(prices.samplePriceWei)),
    kinds: campaign.judging.map(kindOf),
    readLanguages: access.languages.join(", "),
    leastAccepted: String(access.leastAccepted),
    leastAccuracyPercent: String(access.leastAccuracyPermille / 10),
    agents: access.agents,
    isQualified: access.qualification !== null,
    questions: String(access.qualification?.questions ?? 5),
    pass: String(access.qualification?.pass ?? 4),
  };
}

function kindOf({
  kind,
  priceWei,
  answersMin,
  answersMax,
  barPermille,
  goldEvery,
  payRule,
  options,
}: Judging): KindValues {
  return {
    ...kindValues(kind),
    ...{ kind, payRule, price: exactTokens(BigInt(priceWei)) },
    ...{ answersMin: String(answersMin), answersMax: String(answersMax), goldEvery: String(goldEvery) },
    barPercent: String(barPermille / 10),
    ...typedOptions(kind, options),
  };
}

function typedOptions(kind: TaskKind, options: unknown): Partial<KindValues> {
  switch (kind) {
    case "prefer":
      return preferOptionsSchema.parse(options);
    case "rank":
      return rankOptionsSchema.parse(options);
    case "rate": {
      const { dimensions } = rateOptionsSchema.parse(options);
      return { dimensions: dimensions.map(({ title, anchors }) => ({ title, anchors: anchors.join("\n") })) };
    }
    case "label": {
      const { labels, multiple, spans } = labelOptionsSchema.parse(options);
      return { labels: textOfLabels(labels), multiple, spans };
    }
    case "edit": {
      const { mode, minimumWords } = editOptionsSchema.parse(options);
      return { mode, minimumWords: String(minimumWords) };
    }
    default:
      return assertNever(kind);
  }
}
