// What was typed into the campaign form, as the public interface takes it.
import { idsOfTitles, labelsOfText } from "#app/features/campaigns/form/form-labels.ts";
import type { FormValues, KindValues } from "#app/features/campaigns/form/form-values.ts";
import { ownModelRequestOf } from "#app/features/campaigns/form/own-model-values.ts";
import { recipeRequestOf } from "#app/features/campaigns/form/recipe-values.ts";
import { linesOf, numberOf, tagsOf, textsOf, weiOf } from "#app/features/campaigns/form/typed-text.ts";
import { assertNever } from "#app/lib/invariant.ts";

/** What the public interface takes, from what was typed. It is not checked here: its schema names what is wrong, by path. */
export function requestOf(form: FormValues) {
  const stop = textsOf(form.stop);
  return {
    title: form.title,
    description: form.description,
    guidelines: form.guidelines,
    languages: tagsOf(form.languages),
    licence: form.licence,
    models: [...form.models, ...form.ownModels.map(ownModelRequestOf)],
    params: {
      temperature: numberOf(form.temperature),
      topP: numberOf(form.topP),
      topK: numberOf(form.topK),
      repetitionPenalty: numberOf(form.repetitionPenalty),
      maxNewTokens: numberOf(form.maxNewTokens),
      ...(stop.length > 0 ? { stop } : {}),
    },
    candidatesPerPrompt: numberOf(form.candidatesPerPrompt),
    recipe: recipeRequestOf(form.recipe),
    replayShareBps: numberOf(form.replaySharePercent, 100),
    replayBy: form.replayBy,
    samplePriceWei: weiOf(form.samplePrice),
    kinds: form.kinds.map(kindRequestOf),
    access: {
      languages: tagsOf(form.readLanguages),
      leastAccepted: numberOf(form.leastAccepted),
      leastAccuracyPermille: numberOf(form.leastAccuracyPercent, 10),
      qualification: form.isQualified ? { questions: numberOf(form.questions), pass: numberOf(form.pass) } : null,
      agents: form.agents,
    },
  };
}

function kindRequestOf(values: KindValues) {
  return {
    kind: values.kind,
    priceWei: weiOf(values.price),
    answersMin: numberOf(values.answersMin),
    answersMax: numberOf(values.answersMax),
    barPermille: numberOf(values.barPercent, 10),
    goldEvery: numberOf(values.goldEvery),
    payRule: values.payRule,
    options: optionsOf(values),
  };
}

export function optionsOf(values: KindValues) {
  switch (values.kind) {
    case "prefer":
      return { strength: values.strength };
    case "rank":
      return { partial: values.partial };
    case "rate":
      return { dimensions: dimensionsOf(values.dimensions) };
    case "label":
      return { labels: labelsOfText(values.labels), multiple: values.multiple, spans: values.spans };
    case "edit":
      return { mode: values.mode, minimumWords: numberOf(values.minimumWords) };
    default:
      return assertNever(values.kind);
  }
}

function dimensionsOf(dimensions: KindValues["dimensions"]) {
  const ids = idsOfTitles(dimensions.map(({ title }) => title));
  return dimensions.map(({ title, anchors }, index) => ({ id: ids[index] ?? "", title, anchors: linesOf(anchors) }));
}
