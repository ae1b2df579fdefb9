import fc from "fast-check";
import { expect, test } from "vitest";
import { campaignRequestSchema } from "#app/features/campaigns/campaign-draft.ts";
import { labelsOfText, textOfLabels } from "#app/features/campaigns/form/form-labels.ts";
import { problemAt, problemsOf } from "#app/features/campaigns/form/form-problems.ts";
import { requestOf } from "#app/features/campaigns/form/form-request.ts";
import { emptyForm, type FormValues, kindValues } from "#app/features/campaigns/form/form-values.ts";
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
