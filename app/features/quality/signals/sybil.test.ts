import fc from "fast-check";
import { expect, test } from "vitest";
import { type Activity, sybilSignals } from "#app/features/quality/signals/sybil.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Two hours on about half of sixty days, always in the afternoon. */
function afternoons(contributor: string, seed: number): Array<Activity> {
  const random = seededRandom(seed);
  return Array.from({ length: 60 }, (_, day) => day).flatMap((day) => {
    if (random.nextFloat() < 0.5) return [];
    const start = day * dayMs + 14 * hourMs;
    return [0, 1, 2, 3].map((slot): Activity => ({ contributor, atMs: start + slot * (hourMs / 2) }));
  });
}

test("accounts of one source, active on the same days, stand out by both", () => {
  const activity = [...afternoons("a", 1), ...afternoons("b", 1), ...afternoons("c", 2)];
  const fundings = ["a", "b", "c"].map((to) => ({ from: "source", to }));
  const [group, ...others] = sybilSignals({ contributors: ["a", "b", "c", "d"], fundings, activity });
  expect(others).toEqual([]);
  expect(group).toMatchObject({ members: ["a", "b", "c"], sources: [{ from: "source", funded: 3 }] });
  const [same, one, two] = group?.timing ?? [];
  expect(same).toMatchObject({ contributors: ["a", "b"] });
  expect(same?.overlap).toBeGreaterThan(1.5 * (same?.expected ?? 0));
  // The best that so many shifts can show.
  expect(same?.pValue).toBe(1 / ((same?.shifts ?? 0) + 1));
  expect(same?.falseDiscoveryRate).toBeLessThan(0.06);
  // The same afternoons, but days of their own: one time zone is no evidence.
  for (const pair of [one, two]) expect(pair?.pValue).toBeGreaterThan(0.05);
});

test("one who funds another is joined with them; a source of many joins nobody", () => {
  const many = Array.from({ length: 21 }, (_, number) => `member ${number}`);
  const faucet = many.map((to) => ({ from: "faucet", to }));
  const found = sybilSignals({
    contributors: many,
    fundings: [...faucet, { from: "member 3", to: "member 4" }, { from: "member 5", to: "member 5" }],
    activity: [],
  });
  expect(found.map(({ members }) => members)).toEqual([["member 3", "member 4"]]);
  expect(found[0]?.timing).toMatchObject([{ overlap: 0, pValue: 1, n: 0, shifts: 0 }]);
});

test("twenty of one source are still a group", () => {
  const contributors = Array.from({ length: 20 }, (_, number) => `member ${number}`);
  const fundings = contributors.map((to) => ({ from: "source", to }));
  expect(sybilSignals({ contributors, fundings, activity: [] })[0]?.members).toHaveLength(20);
});

test("a single day shows nothing of timing", () => {
  const activity = ["a", "b"].map((contributor): Activity => ({ contributor, atMs: 15 * hourMs }));
  const fundings = ["a", "b"].map((to) => ({ from: "source", to }));
  const [group] = sybilSignals({ contributors: ["a", "b"], fundings, activity });
  expect(group?.timing).toMatchObject([{ overlap: 1, pValue: 1, n: 1, shifts: 0 }]);
});

test("whatever the times: an overlap no larger than n, a p-value that its shifts allow, order irrelevant", () => {
  const event = fc.record({ contributor: fc.constantFrom("a", "b"), atMs: fc.integer({ min: 0, max: 10 * dayMs }) });
  const fundings = ["a", "b"].map((to) => ({ from: "source", to }));
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (activity) => {
      const found = sybilSignals({ contributors: ["a", "b"], fundings, activity });
      expect(sybilSignals({ contributors: ["b", "a"], fundings, activity: activity.toReversed() })).toEqual(found);
      for (const { overlap, n, pValue, shifts } of found[0]?.timing ?? []) {
        expect(overlap <= n && pValue >= 1 / (shifts + 1) && pValue <= 1).toBe(true);
      }
    }),
  );
});
