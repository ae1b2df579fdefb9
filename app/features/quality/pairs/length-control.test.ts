import fc from "fast-check";
import { expect, test } from "vitest";
import { bradleyTerry } from "#app/features/quality/pairs/bradley-terry.ts";
import type { Comparison } from "#app/features/quality/pairs/comparisons.ts";
import { lengthControl } from "#app/features/quality/pairs/length-control.ts";
import { type StyledComparison, textStyle } from "#app/features/quality/pairs/text-style.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

/** Votes in which the log odds of the left item are `lead` of its score and `pull` of the relative length. */
function simulated({ lead, pull, votes }: { lead: number; pull: number; votes: number }): Array<StyledComparison> {
  const random = seededRandom(11);
  return Array.from({ length: votes }, (_, vote) => {
    const [leftLength, rightLength] = [
      100 + Math.floor(900 * random.nextFloat()),
      100 + Math.floor(900 * random.nextFloat()),
    ];
    const odds = lead + (pull * (leftLength - rightLength)) / (leftLength + rightLength);
    const result = random.nextFloat() < 1 / (1 + Math.exp(-odds)) ? "left" : "right";
    const styles = { leftStyle: { length: leftLength }, rightStyle: { length: rightLength } };
    return { left: "good", right: "bad", result, contributor: `contributor ${vote % 40}`, ...styles };
  });
}

test("length that decides is found and taken out of the scores", () => {
  const found = lengthControl(simulated({ lead: 0, pull: 6, votes: 2000 }));
  const [effect] = found.effects;
  expect(effect?.feature).toBe("length");
  expect(effect?.low).toBeGreaterThan(0);
  expect(found.longerWins.share).toBeGreaterThan(0.7);
  expect(found.explainedByLength).toBe(true);
  for (const { low, high } of found.ratings) expect(low < 0 && high > 0).toBe(true);
});

test("quality that decides is not called length", () => {
  const found = lengthControl(simulated({ lead: 1.2, pull: 0, votes: 2000 }));
  expect(found.explainedByLength).toBe(false);
  expect(found.ratings[0]?.item).toBe("good");
  expect(found.ratings[0]?.low).toBeGreaterThan(0.4);
});

test("a better model that is also longer is not warned of when length does not matter within it", () => {
  // The good item is always a third longer and wins three of four; between unlike lengths of equals nothing is seen.
  const votes = Array.from({ length: 400 }, (_, vote): StyledComparison => {
    const result = vote % 4 === 0 ? "right" : "left";
    return { left: "good", right: "bad", result, leftStyle: { length: 400 }, rightStyle: { length: 300 } };
  });
  const even = Array.from({ length: 4000 }, (_, vote): StyledComparison => {
    const [a, b] = vote % 4 < 2 ? [400, 300] : [300, 400];
    return {
      left: "x",
      right: "y",
      result: vote % 2 ? "left" : "right",
      leftStyle: { length: a },
      rightStyle: { length: b },
    };
  });
  expect(lengthControl([...votes, ...even]).explainedByLength).toBe(false);
});

test("texts that look alike: the scores are those of plain Bradley–Terry", () => {
  const comparison = fc.record({
    left: fc.constantFrom("a", "b"),
    right: fc.constantFrom("c", "d"),
    result: fc.constantFrom("left" as const, "right" as const, "tie" as const),
    contributor: fc.constantFrom("x", "y", "z"),
  });
  fc.assert(
    fc.property(fc.array(comparison, { minLength: 1, maxLength: 40 }), (given: Array<Comparison>) => {
      const alike = { leftStyle: { length: 50, bold: 2 }, rightStyle: { length: 50, bold: 2 } };
      const { ratings, effects, longerWins, explainedByLength } = lengthControl(
        given.map((vote) => ({ ...vote, ...alike })),
      );
      expect(effects).toEqual([]);
      expect([longerWins.votes, explainedByLength]).toEqual([0, false]);
      const plain = new Map(bradleyTerry(given).map((rating) => [rating.item, rating]));
      for (const { item, score, standardError } of ratings) {
        expect(score).toBeCloseTo(plain.get(item)?.score ?? 9, 6);
        expect(standardError).toBeCloseTo(plain.get(item)?.standardError ?? 9, 6);
      }
    }),
  );
});

test("the longer always winning is finite", () => {
  const found = lengthControl([
    { left: "a", right: "b", result: "left", leftStyle: { length: 9 }, rightStyle: { length: 3 } },
    { left: "b", right: "a", result: "left", leftStyle: { length: 9 }, rightStyle: { length: 3 } },
  ]);
  expect(Number.isFinite(found.effects[0]?.high)).toBe(true);
  // Two votes are no proof.
  expect(found.explainedByLength).toBe(false);
});

test("no vote: no rating, no warning", () => {
  expect(lengthControl([])).toMatchObject({ ratings: [], effects: [], explainedByLength: false });
});

test("a text's style: length in characters as people count them, Markdown outside code", () => {
  expect(
    textStyle("# Title\n\n- one **bold** point\n2. two\n\n```sh\n# not a heading\n- not a list\n```\nend 🌶"),
  ).toMatchObject({
    headings: 1,
    lists: 2,
    bold: 1,
  });
  expect(textStyle("🌶é").length).toBe(2);
  expect(textStyle("```\n# never closed\n- item")).toMatchObject({ headings: 0, lists: 0 });
  expect(textStyle("a*b*c #no 1.5")).toMatchObject({ headings: 0, lists: 0, bold: 0 });
});
