import { expect, test } from "vitest";
import { promptCostWei, ringSize, taskCostWei } from "#app/features/campaigns/reservation.ts";

const rule = { candidatesPerPrompt: 4, answersMax: 5, samplePriceWei: 100n, answerPriceWei: 20n, overheadBps: 1_000 };

test("a ring has one pair for two samples, as many as samples from three on, and none for one", () => {
  expect([0, 1, 2, 3, 4, 8].map(ringSize)).toEqual([0, 0, 1, 3, 4, 8]);
});

test("a prompt reserves every sample and every answer of its ring, each with its overhead", () => {
  expect(taskCostWei(rule)).toBe(5n * 22n);
  expect(promptCostWei(rule)).toBe(4n * 110n + 4n * 5n * 22n);
});

test("the overhead is rounded once a contribution, as it is paid, and not once on the sum", () => {
  expect(promptCostWei({ ...rule, samplePriceWei: 9n, answerPriceWei: 9n })).toBe(4n * 9n + 4n * 5n * 9n);
});
