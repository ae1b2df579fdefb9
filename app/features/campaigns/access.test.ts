import { expect, test } from "vitest";
import { accessGaps, accessSchema } from "#app/features/campaigns/access.ts";

const anybody = { languages: [], isAgent: false, accepted: 0, accuracy: null, isQualified: false };

test("a campaign that asks for nothing is open to everybody", () => {
  expect(accessGaps(accessSchema.parse({}), { ...anybody, isAgent: true })).toEqual([]);
});

test("each thing that is missing is named", () => {
  const access = accessSchema.parse({
    ...{ languages: ["pt-BR"], leastAccepted: 10, leastAccuracyPermille: 800, agents: false },
    qualification: { questions: 5, pass: 4 },
  });
  const lacking = { languages: ["en"], isAgent: true, accepted: 9, accuracy: 0.799, isQualified: false };
  expect(accessGaps(access, lacking)).toEqual(["agents", "language", "accepted", "accuracy", "qualification"]);
  const having = { languages: ["en", "pt"], isAgent: false, accepted: 10, accuracy: 0.8, isQualified: true };
  expect(accessGaps(access, having)).toEqual([]);
});

test("who has named no language reads every one", () => {
  expect(accessGaps(accessSchema.parse({ languages: ["id", "ar"] }), anybody)).toEqual([]);
  expect(accessGaps(accessSchema.parse({ languages: ["id", "ar"] }), { ...anybody, languages: ["id"] })).toEqual([
    "language",
  ]);
});

test("an accuracy that is asked for must have been earned", () => {
  expect(accessGaps(accessSchema.parse({ leastAccuracyPermille: 500 }), anybody)).toEqual(["accuracy"]);
});

test("no more right answers are asked for than there are questions", () => {
  expect(accessSchema.safeParse({ qualification: { questions: 3, pass: 4 } }).success).toBe(false);
  expect(accessSchema.safeParse({ qualification: { questions: 4, pass: 4 } }).success).toBe(true);
  expect(accessSchema.safeParse({ qualification: null, leastAccuracyPermille: 991 }).success).toBe(false);
  expect(accessSchema.safeParse({ everybody: true }).success).toBe(false);
});
