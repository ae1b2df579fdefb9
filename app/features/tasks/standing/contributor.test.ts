import fc from "fast-check";
import { expect, test } from "vitest";
import { leastActiveMs, streakOf, sumOfPace, weiAnHour } from "#app/features/tasks/standing/contributor.ts";

test("a streak counts back from today, or from yesterday while today has just begun", () => {
  expect(streakOf(["2026-11-20", "2026-11-21", "2026-11-22"], "2026-11-22")).toBe(3);
  expect(streakOf(["2026-11-20", "2026-11-21"], "2026-11-22")).toBe(2);
  expect(streakOf(["2026-11-19", "2026-11-20"], "2026-11-22")).toBe(0);
  expect(streakOf([], "2026-11-22")).toBe(0);
});

test("a streak crosses the ends of months and years", () => {
  expect(streakOf(["2027-01-01", "2026-12-31", "2026-12-30"], "2027-01-01")).toBe(3);
  expect(streakOf(["2028-03-01", "2028-02-29", "2028-02-28"], "2028-03-01")).toBe(3);
});

test("a streak is as long as its unbroken days, whatever lies before the gap", () => {
  const dayAgo = (days: number) => new Date(Date.UTC(2026, 10, 22) - days * 86_400_000).toISOString().slice(0, 10);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.array(fc.nat(90)), (length, older) => {
      const recent = Array.from({ length }, (_, index) => dayAgo(index));
      const before = older.map((days) => dayAgo(length + 1 + days));
      expect(streakOf([...before, ...recent], dayAgo(0))).toBe(length);
    }),
  );
});

test("a rate an hour is of the time that is known, and of enough of it", () => {
  expect(weiAnHour({ activeMs: 1_800_000, timedWei: "50" })).toBe(100n);
  expect(weiAnHour({ activeMs: leastActiveMs - 1, timedWei: "50" })).toBeNull();
  const row = { kind: "prefer" as const, answers: 2, paidWei: "30", activeMs: 1_000, timedWei: "20" };
  expect(sumOfPace([row, { ...row, kind: "rate" }])).toEqual({
    answers: 4,
    paidWei: "60",
    activeMs: 2_000,
    timedWei: "40",
  });
});
