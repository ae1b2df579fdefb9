// The campaign form as it is typed: text for every number, so that nothing typed is lost, and a draft of it can be kept.
import { z } from "zod";
import { replayBys } from "#app/features/campaigns/campaign-draft.ts";
import { modelNameSchema } from "#app/features/campaigns/draft.ts";
import { ownModelValuesSchema } from "#app/features/campaigns/form/own-model-values.ts";
import { plainRecipeValues, recipeValuesSchema } from "#app/features/campaigns/form/recipe-values.ts";
import { payRules, payRulesOf, type TaskKind, taskKinds } from "#app/features/campaigns/kind-options.ts";

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
  /** Of the catalogue. */
  models: z.array(modelNameSchema),
  ownModels: z.array(ownModelValuesSchema),
  temperature: text,
  topP: text,
  topK: text,
  repetitionPenalty: text,
  maxNewTokens: text,
  stop: text,
  candidatesPerPrompt: text,
  recipe: recipeValuesSchema,
  replaySharePercent: text,
  replayBy: z.enum(replayBys),
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
    ...{ title: "", description: "", guidelines: "", languages: "en", licence: "CC-BY-4.0", models: [], ownModels: [] },
    ...{ temperature: "0.9", topP: "0.98", topK: "0", repetitionPenalty: "1", maxNewTokens: "96", stop: "" },
    ...{ recipe: plainRecipeValues(), replaySharePercent: "10", replayBy: "server" },
    ...{ candidatesPerPrompt: "4", samplePrice: "0.01", kinds: [kindValues("prefer")] },
    ...{ readLanguages: "", leastAccepted: "0", leastAccuracyPercent: "0", agents: true },
    ...{ isQualified: false, questions: "5", pass: "4" },
  };
}
