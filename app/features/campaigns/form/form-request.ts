// What was typed into the campaign form, as the public interface takes it.
import { idsOfTitles, labelsOfText } from "#app/features/campaigns/form/form-labels.ts";
import type { FormValues, KindValues } from "#app/features/campaigns/form/form-values.ts";
import { assertNever } from "#app/lib/invariant.ts";
import { parseTokens } from "#app/lib/money.ts";

/** What the public interface takes, from what was typed. It is not checked here: its schema names what is wrong, by path. */
export function requestOf(form: FormValues) {
  return {
    title: form.title,
    description: form.description,
    guidelines: form.guidelines,
    languages: tagsOf(form.languages),
    licence: form.licence,
    models: form.models,
    params: {
      temperature: numberOf(form.temperature),
      topP: numberOf(form.topP),
      topK: numberOf(form.topK),
      repetitionPenalty: numberOf(form.repetitionPenalty),
      maxNewTokens: numberOf(form.maxNewTokens),
    },
    candidatesPerPrompt: numberOf(form.candidatesPerPrompt),
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

function tagsOf(typed: string): Array<string> {
  return typed.split(/[\s,;]+/).filter(Boolean);
}

function linesOf(typed: string): Array<string> {
  return typed
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** A comma is taken for a point, as many languages write it. What is no number becomes null, which no schema takes. */
function numberOf(typed: string, factor = 1): number | null {
  const plain = typed.trim().replace(",", ".");
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null;
  // 99.5 % of a thousand is 995 and not 994.9999999999999.
  return factor === 1 ? Number(plain) : Math.round(Number(plain) * factor * 1_000) / 1_000;
}

/** An amount of tokens as its smallest units; what is none becomes an empty text, which the schema refuses. */
function weiOf(typed: string): string {
  const plain = typed.trim().replace(",", ".");
  return /^\d{1,20}(\.\d{1,18})?$/.test(plain) ? parseTokens(plain).toString() : "";
}
