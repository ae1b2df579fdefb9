// The campaign form as it is typed: text for every number, so that nothing typed is lost, and a draft of it can be kept.
import { z } from "zod";
import type { CampaignView, Judging } from "#app/features/campaigns/api.ts";
import { modelSchema } from "#app/features/campaigns/draft.ts";
import { idsOfTitles, labelsOfText, textOfLabels } from "#app/features/campaigns/form-labels.ts";
import {
  editOptionsSchema,
  labelOptionsSchema,
  payRules,
  payRulesOf,
  preferOptionsSchema,
  rankOptionsSchema,
  rateOptionsSchema,
  type TaskKind,
  taskKinds,
} from "#app/features/campaigns/kind-options.ts";
import { assertNever } from "#app/lib/invariant.ts";
import { exactTokens, parseTokens } from "#app/lib/money.ts";

const text = z.string().max(100_000);

/** One kind with the options of all of them: what is typed for a kind stays while another is looked at. */
export const kindValuesSchema = z.object({
  kind: z.enum(taskKinds),
  price: text,
  answersMin: text,
  answersMax: text,
  barPercent: text,
  goldEvery: text,
  payRule: z.enum(payRules),
  strength: z.boolean(),
  partial: z.boolean(),
  dimensions: z.array(z.object({ title: text, anchors: text })),
  labels: text,
  multiple: z.boolean(),
  spans: z.boolean(),
  mode: z.enum(["rewrite", "answer"]),
  minimumWords: text,
});
export type KindValues = z.infer<typeof kindValuesSchema>;

export const formValuesSchema = z.object({
  title: text,
  description: text,
  guidelines: text,
  languages: text,
  licence: text,
  models: z.array(modelSchema),
  temperature: text,
  topP: text,
  topK: text,
  repetitionPenalty: text,
  maxNewTokens: text,
  candidatesPerPrompt: text,
  samplePrice: text,
  kinds: z.array(kindValuesSchema),
  readLanguages: text,
  leastAccepted: text,
  leastAccuracyPercent: text,
  agents: z.boolean(),
  isQualified: z.boolean(),
  questions: text,
  pass: text,
});
export type FormValues = z.infer<typeof formValuesSchema>;

export function kindValues(kind: TaskKind): KindValues {
  return {
    kind,
    price: "0.02",
    answersMin: "2",
    answersMax: kind === "edit" ? "2" : "5",
    barPercent: "95",
    goldEvery: "12",
    payRule: payRulesOf[kind][0] ?? "gold/1",
    strength: false,
    partial: true,
    dimensions: [],
    labels: "",
    multiple: false,
    spans: false,
    mode: "rewrite",
    minimumWords: "5",
  };
}

export function emptyForm(): FormValues {
  return {
    ...{ title: "", description: "", guidelines: "", languages: "en", licence: "CC-BY-4.0", models: [] },
    ...{ temperature: "0.9", topP: "0.98", topK: "0", repetitionPenalty: "1", maxNewTokens: "96" },
    ...{ candidatesPerPrompt: "4", samplePrice: "0.01", kinds: [kindValues("prefer")] },
    ...{ readLanguages: "", leastAccepted: "0", leastAccuracyPercent: "0", agents: true },
    ...{ isQualified: false, questions: "5", pass: "4" },
  };
}

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

/** A campaign that there is, as if it had been typed. */
export function formOf(campaign: CampaignView): FormValues {
  const { title, description, licence, models, params, access, redundancy, prices } = campaign;
  return {
    ...{ title, description, licence, models, guidelines: campaign.guidelines.body },
    languages: campaign.languages.join(", "),
    temperature: String(params.temperature),
    topP: String(params.topP),
    topK: String(params.topK),
    repetitionPenalty: String(params.repetitionPenalty),
    maxNewTokens: String(params.maxNewTokens),
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

export function tagsOf(typed: string): Array<string> {
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
