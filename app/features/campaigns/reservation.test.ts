import { expect, test } from "vitest";
import { promptCostWei, tasksCostWei } from "#app/features/campaigns/reservation.ts";
import { goldCount, rankGroups, ringSize, taskCount } from "#app/features/campaigns/tasks-of-prompt.ts";

const prefer = { kind: "prefer" as const, priceWei: 20n, answersMax: 5, goldEvery: 0 };
const rule = { candidatesPerPrompt: 4, samplePriceWei: 100n, overheadBps: 1_000, kinds: [prefer] };

test("a ring has one pair for two samples, as many as samples from three on, and none for one", () => {
  expect([0, 1, 2, 3, 4, 8].map(ringSize)).toEqual([0, 0, 1, 3, 4, 8]);
});

test("samples are ranked in even groups of two to eight", () => {
  expect([0, 1, 2, 8, 9, 17, 32].map(rankGroups)).toEqual([[], [], [2], [8], [4, 5], [5, 6, 6], [8, 8, 8, 8]]);
});

test("rating and labelling look at each sample, an edit at one a prompt", () => {
  expect(taskCount("rate", 3)).toBe(3);
  expect(taskCount("label", 3)).toBe(3);
  expect([0, 1, 5].map((samples) => taskCount("edit", samples))).toEqual([0, 1, 1]);
});

test("one answer in twelve is gold: eleven ordinary ones have one with them", () => {
  expect([0, 1, 11, 12].map((answers) => goldCount(answers, 12))).toEqual([0, 1, 1, 2]);
  expect(goldCount(11, 0)).toBe(0);
});

test("a prompt reserves every sample and every answer of its tasks, each with its overhead", () => {
  expect(tasksCostWei(rule, 4)).toBe(4n * 5n * 22n);
  expect(promptCostWei(rule)).toBe(4n * 110n + 4n * 5n * 22n);
});

test("each kind is reserved at its own price, and its gold with it", () => {
  const label = { kind: "label" as const, priceWei: 10n, answersMax: 3, goldEvery: 12 };
  expect(tasksCostWei({ ...rule, kinds: [prefer, label] }, 4)).toBe(4n * 5n * 22n + (4n * 3n + 2n) * 11n);
});

test("the overhead is rounded once a contribution, as it is paid, and not once on the sum", () => {
  const cheap = { ...rule, samplePriceWei: 9n, kinds: [{ ...prefer, priceWei: 9n }] };
  expect(promptCostWei(cheap)).toBe(4n * 9n + 4n * 5n * 9n);
});
