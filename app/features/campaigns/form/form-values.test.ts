import fc from "fast-check";
import { expect, test } from "vitest";
import { campaignRequestSchema } from "#app/features/campaigns/campaign-draft.ts";
import { labelsOfText, textOfLabels } from "#app/features/campaigns/form/form-labels.ts";
import { problemAt, problemsOf } from "#app/features/campaigns/form/form-problems.ts";
import { requestOf } from "#app/features/campaigns/form/form-request.ts";
import { emptyForm, type FormValues, kindValues } from "#app/features/campaigns/form/form-values.ts";
import { emptyOwnModel, ownModelValuesOf } from "#app/features/campaigns/form/own-model-values.ts";
import { plainRecipeValues, recipeRequestOf, recipeValuesOf } from "#app/features/campaigns/form/recipe-values.ts";
import { textsOf, typedTexts } from "#app/features/campaigns/form/typed-text.ts";
import { recipeNames } from "#app/features/campaigns/generation-recipes/recipe.ts";
import { promptCost } from "#app/features/campaigns/prompt-cost.ts";
import { parseTokens } from "#app/lib/money.ts";

const filled: FormValues = {
  ...emptyForm(),
  title: "Kind answers",
  guidelines: "Prefer the kind one.",
  models: [{ id: "praca/starter", revision: "1", dtype: "fp32" }],
};

function problems(values: Partial<FormValues>) {
  const parsed = campaignRequestSchema.safeParse(requestOf({ ...filled, ...values }));
  return parsed.success ? [] : problemsOf(parsed.error);
}

test("what is typed becomes a request that its schema takes", () => {
  expect(problems({})).toEqual([]);
  const parsed = campaignRequestSchema.parse(requestOf({ ...filled, languages: "en; pt-BR", samplePrice: "0,5" }));
  expect(parsed).toMatchObject({ languages: ["en", "pt-BR"], samplePriceWei: parseTokens("0.5") });
});

test("each problem stands at its field, with the bound that was missed", () => {
  const prefer = kindValues("prefer");
  expect(problems({ title: " " })).toEqual([{ path: "title", code: "missing" }]);
  expect(problems({ title: "x".repeat(121) })).toEqual([{ path: "title", code: "long", limit: 120 }]);
  expect(problems({ title: "a\u0007" })).toEqual([{ path: "title", code: "plain-text" }]);
  expect(problems({ languages: "english!" })[0]).toMatchObject({ path: "languages.0", code: "language" });
  expect(problems({ languages: "en, en" })).toEqual([{ path: "languages", code: "twice" }]);
  expect(problems({ models: [] })).toEqual([{ path: "models", code: "few", limit: 1 }]);
  expect(problems({ samplePrice: "free" })[0]).toEqual({ path: "samplePriceWei", code: "price" });
  expect(problems({ samplePrice: "0" })).toEqual([{ path: "samplePriceWei", code: "price" }]);
  expect(problems({ candidatesPerPrompt: "1" })).toEqual([{ path: "candidatesPerPrompt", code: "least", limit: 2 }]);
  expect(problems({ candidatesPerPrompt: "many" })).toEqual([{ path: "candidatesPerPrompt", code: "number" }]);
  expect(problems({ kinds: [{ ...prefer, goldEvery: "3" }] })).toEqual([{ path: "kinds.0.goldEvery", code: "gold" }]);
  expect(problems({ kinds: [{ ...prefer, barPercent: "100" }] })).toEqual([
    { path: "kinds.0.barPermille", code: "bar" },
  ]);
  expect(problems({ kinds: [{ ...prefer, answersMin: "6" }] })).toEqual([
    { path: "kinds.0.answersMin", code: "above-most" },
  ]);
  expect(problems({ isQualified: true, questions: "2", pass: "3" })).toEqual([
    { path: "access.qualification.pass", code: "pass" },
  ]);
  const rate = { ...kindValues("rate"), dimensions: [{ title: "Truth", anchors: "false" }] };
  expect(problemAt(problems({ kinds: [rate] }), "kinds.0.options.dimensions.0")).toMatchObject({
    code: "few",
    limit: 2,
  });
  expect(problemAt(problems({ kinds: [kindValues("label")] }), "kinds.0.options.labels")).toMatchObject({
    code: "few",
  });
});

test("labels are read from lines, those below another by their indent", () => {
  expect(labelsOfText("Fine\n\nHarm\n  Hate speech\n  - Violência\nh2 = Hate speech\nمرحبا\nمرحبا\n")).toEqual([
    { id: "fine", title: "Fine" },
    { id: "harm", title: "Harm" },
    { id: "hate-speech", title: "Hate speech", parent: "harm" },
    { id: "violencia", title: "Violência", parent: "harm" },
    { id: "h2", title: "Hate speech" },
    { id: "item", title: "مرحبا" },
    { id: "item-2", title: "مرحبا" },
  ]);
});

test("labels written out are read back as they were", () => {
  const title = fc.string({
    unit: fc.constantFrom("a", "B", "é", " ", "=", "-", "5", "م"),
    minLength: 1,
    maxLength: 9,
  });
  const lines = fc.array(fc.tuple(fc.boolean(), title), { maxLength: 12 });
  fc.assert(
    fc.property(lines, (drawn) => {
      const labels = labelsOfText(drawn.map(([isBelow, words]) => `${isBelow ? "  " : ""}${words}`).join("\n"));
      expect(labelsOfText(textOfLabels(labels))).toEqual(labels);
    }),
  );
});

test("the cost shown is what a prompt reserves, overhead and gold included", () => {
  const free = { ...filled, samplePrice: "0.01", kinds: [{ ...kindValues("prefer"), goldEvery: "0" }] };
  // Four samples at 0.011, a ring of four pairs with 2 to 5 answers at 0.022.
  expect(promptCost(free)).toMatchObject({
    samplesWei: parseTokens("0.044"),
    mostWei: parseTokens("0.484"),
    leastWei: parseTokens("0.22"),
    kinds: [{ kind: "prefer", tasks: 4, answers: 5, mostWei: parseTokens("0.44") }],
  });
  expect(promptCost({ ...free, samplePrice: "" })).toBeNull();
});

test("stop strings, the share and who draws again are read from what was typed", () => {
  const parsed = campaignRequestSchema.parse(
    requestOf({ ...filled, stop: "END\n\\n\\nQ:\n\n", replaySharePercent: "12,5", replayBy: "members" }),
  );
  expect(parsed).toMatchObject({ params: { stop: ["END", "\n\nQ:"] }, replayShareBps: 1_250, replayBy: "members" });
  expect(problems({ stop: "a\nb\nc\nd\ne" })).toEqual([{ path: "params.stop", code: "many", limit: 4 }]);
  expect(problems({ replaySharePercent: "0.5" })).toEqual([{ path: "replayShareBps", code: "least", limit: 100 }]);
});

test("each recipe is read from what was typed, and written back as it was", () => {
  const typed = { ...plainRecipeValues(), seedPrompts: "Plan a trip.\nName\\nthree birds.", shown: "2" };
  const parts = {
    ...typed,
    personas: "a nurse\na judge",
    followUps: "Shorter, please.",
    methods: ["broader" as const],
  };
  for (const name of recipeNames) {
    const { recipe } = campaignRequestSchema.parse(requestOf({ ...filled, recipe: { ...parts, name } }));
    expect(recipe.name).toBe(name);
    expect(recipeRequestOf(recipeValuesOf(recipe))).toEqual(recipe);
  }
});

test("a recipe that its campaign can't serve says where", () => {
  const recipe = { ...plainRecipeValues(), name: "variants/1" as const };
  const [first = { modelId: "", temperature: "" }] = recipe.variants;
  expect(problems({ recipe, candidatesPerPrompt: "2" })).toEqual([]);
  expect(problems({ recipe: { ...recipe, variants: [first, first, first] }, candidatesPerPrompt: "2" })).toEqual([
    { path: "recipe.variants", code: "recipe-variants" },
  ]);
  expect(problems({ recipe: { ...recipe, variants: [first, { ...first, modelId: "other/model" }] } })).toEqual([
    { path: "recipe.variants.1.modelId", code: "recipe-model" },
  ]);
  const selfInstruct = { ...recipe, name: "self-instruct/1" as const, seedPrompts: "One.\nTwo.", shown: "3" };
  expect(problems({ recipe: selfInstruct })).toEqual([{ path: "recipe.shown", code: "recipe-shown" }]);
  expect(problems({ recipe: { ...recipe, name: "personas/1" } })).toEqual([
    { path: "recipe.personas", code: "few", limit: 1 },
  ]);
});

test("a model of one's own is read with its card, and what is wrong with it is named", () => {
  const own = {
    ...emptyOwnModel(),
    ...{ id: "someone/tiny", revision: "0".repeat(40), name: "Tiny", licenceUrl: "https://opensource.org/license/mit" },
    ...{ parameters: "1000000", webgpu: "fp32", webgpuF16: "fp32", wasm: "fp32" },
    files: `fp32 onnx/model.onnx 4000000 ${"a".repeat(64)}\nfp32 tokenizer.json 2000`,
  };
  const { models } = campaignRequestSchema.parse(requestOf({ ...filled, ownModels: [own] }));
  expect(models[1]).toMatchObject({ id: "someone/tiny", dtype: "fp32", card: { name: "Tiny", languages: ["en"] } });
  expect(models.flatMap(ownModelValuesOf)).toEqual([own]);
  const wrong = (values: Partial<typeof own>) => problems({ ownModels: [{ ...own, ...values }] });
  expect(wrong({ revision: "main" })).toEqual([{ path: "models.1.revision", code: "commit" }]);
  expect(wrong({ id: "tiny" })).toEqual([{ path: "models.1.id", code: "hub-id" }]);
  expect(wrong({ wasm: "q8" })).toEqual([{ path: "models.1.card.files", code: "files-missing" }]);
  expect(wrong({ licenceUrl: "http://mit" })[0]).toMatchObject({ path: "models.1.card.licenceUrl", code: "address" });
  expect(wrong({ files: "fp32 onnx/model.onnx many" })[0]?.path).toMatch(/^models\.1\.card\.files/);
  expect(wrong({ id: "praca/starter" })).toContainEqual({ path: "models.1.id", code: "hub-id" });
});

test("texts typed one a line are read back as they were", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "\\", "\n", "\t", "n", "t", " ", "é"), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(text), (drawn) => {
      const texts = drawn.filter((one) => typedTexts([one]).trim() !== "");
      expect(textsOf(typedTexts(texts))).toEqual(texts);
    }),
  );
});
