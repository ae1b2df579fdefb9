import { expect, test } from "vitest";
import { isDue, type LatestEpoch, nextCloseAt } from "#app/features/payouts/due.ts";

const start = new Date("2026-11-22T02:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const proposed: LatestEpoch = { n: 1, state: "proposed", closedAt: start, windowEndsAt: after(60) };
const common = { firstEntryAt: start, epochSeconds: 120 };

test("an empty ledger has no next epoch", () => {
  const calendar = { latest: null, firstEntryAt: null, epochSeconds: 120 };
  expect(nextCloseAt(calendar)).toBe(null);
  expect(isDue(calendar, after(1_000))).toBe(false);
});

test("the first epoch closes a full length after the first entry, and not a moment before", () => {
  const calendar = { ...common, latest: null };
  expect(isDue(calendar, new Date(after(120).getTime() - 1))).toBe(false);
  expect(isDue(calendar, after(120))).toBe(true);
});

test.each(["accepted", "rejected"] as const)("after an epoch is %s the next closes when it is due", (state) => {
  const calendar = { ...common, latest: { ...proposed, state } };
  expect(isDue(calendar, after(119))).toBe(false);
  expect(isDue(calendar, after(120))).toBe(true);
});

test.each(["closing", "proposed", "challenged"] as const)("while an epoch is %s no other closes", (state) => {
  expect(isDue({ ...common, latest: { ...proposed, state } }, after(10_000))).toBe(false);
});

test("a window that ends late moves the next closing, one that ends early does not", () => {
  expect(nextCloseAt({ ...common, latest: proposed })).toEqual(after(120));
  expect(nextCloseAt({ ...common, latest: { ...proposed, windowEndsAt: after(500) } })).toEqual(after(500));
  expect(nextCloseAt({ ...common, latest: { ...proposed, state: "closing", windowEndsAt: null } })).toBe(null);
});
