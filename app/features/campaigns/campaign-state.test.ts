import { expect, test } from "vitest";
import { campaignSteps, stateAfter } from "#app/features/campaigns/campaign-state.ts";

test("a draft must be funded before it opens", () => {
  expect(stateAfter("draft", "open")).toBe(null);
  expect(stateAfter("funded", "open")).toBe("live");
});

test("live and paused alternate", () => {
  expect(stateAfter("live", "pause")).toBe("paused");
  expect(stateAfter("paused", "open")).toBe("live");
  expect(stateAfter("paused", "pause")).toBe(null);
});

test("a closed campaign stays closed", () => {
  expect(campaignSteps.map((step) => stateAfter("closed", step))).toEqual([null, null, null]);
});
