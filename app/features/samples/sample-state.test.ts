import { expect, test } from "vitest";
import { nextSampleState, spendsSlot } from "#app/features/samples/sample-state.ts";

test("a submitted sample is accepted, suspected or rejected", () => {
  expect(nextSampleState("submitted", { kind: "passed" })).toBe("accepted");
  expect(nextSampleState("submitted", { kind: "suspected" })).toBe("suspect");
  expect(nextSampleState("submitted", { kind: "failed", reason: "empty" })).toBe("rejected");
  expect(nextSampleState("suspect", { kind: "passed" })).toBe("accepted");
});

test("what is decided stays so", () => {
  expect(nextSampleState("accepted", { kind: "failed", reason: "replay-failed" })).toBeNull();
  expect(nextSampleState("rejected", { kind: "passed" })).toBeNull();
});

test("a forgery leaves its slot to others, an honest empty draw does not", () => {
  expect(spendsSlot({ reason: "replay-failed" })).toBe(false);
  expect(spendsSlot({ reason: "empty" })).toBe(true);
  expect(spendsSlot({ reason: "duplicate" })).toBe(true);
  expect(spendsSlot({ reason: "duplicate", isUnseen: true })).toBe(false);
});
