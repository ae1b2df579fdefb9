import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bandsOf,
  estimatedJaccard,
  jaccard,
  leastShingles,
  minHash,
  permutationCount,
  shinglesOf,
  signatureOf,
} from "#app/features/generation/submission/near-duplicate.ts";

const word = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz") });
const text = fc.array(word, { minLength: 40, maxLength: 120 }).map((words) => words.join(" "));

test("a text is the set of its three neighbouring words, whatever their case and punctuation", () => {
  expect([...shinglesOf("Pack a HAT, a scarf.")]).toEqual(["pack a hat", "a hat a", "hat a scarf"]);
  expect([...shinglesOf("Ação é já!")]).toEqual(["ação é já"]);
  expect([...shinglesOf("持っていく")].length).toBe(3);
  expect(shinglesOf("two words").size).toBe(0);
});

test("the index counts what is shared of what there is", () => {
  expect(jaccard(new Set(["a", "b", "c"]), new Set(["b", "c", "d"]))).toBe(0.5);
  expect(jaccard(new Set(), new Set())).toBe(0);
  fc.assert(
    fc.property(text, text, (left, right) => {
      const [one, two] = [shinglesOf(left), shinglesOf(right)];
      expect(jaccard(one, one)).toBe(1);
      expect(jaccard(one, two)).toBe(jaccard(two, one));
    }),
  );
});

test("the permutations never change: a stored signature stays comparable", () => {
  const signature = minHash(shinglesOf("a bag a hat a scarf and two pairs of warm socks"));
  expect(signature.slice(0, 4)).toEqual([1082058092, 112242118, 349677342, 639943081]);
  expect(bandsOf(signature).slice(0, 4)).toEqual([1138355139, -155043275, 1090173510, -1602046423]);
});

test("the estimate lies within five standard errors of the true index", () => {
  const parts = fc.record({
    shared: fc.integer({ min: 0, max: 200 }),
    left: fc.integer({ min: 0, max: 100 }),
    right: fc.integer({ min: 0, max: 100 }),
    salt: fc.integer(),
  });
  fc.assert(
    fc.property(parts, ({ shared, left, right, salt }) => {
      const named = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name} ${salt} ${at}`);
      const one = new Set([...named("shared", shared), ...named("left", left), "one more"]);
      const two = new Set([...named("shared", shared), ...named("right", right), "one more"]);
      const index = jaccard(one, two);
      const error = Math.sqrt((index * (1 - index)) / permutationCount) + 1 / permutationCount;
      expect(Math.abs(estimatedJaccard(minHash(one), minHash(two)) - index)).toBeLessThan(5 * error);
    }),
    { numRuns: 300, seed: 25 },
  );
});

test("equal sets share every band, and a text of which a word in fifty is another shares at least one", () => {
  fc.assert(
    fc.property(text, (words) => {
      const signature = minHash(shinglesOf(words));
      expect(bandsOf(minHash(shinglesOf(words.toUpperCase())))).toEqual(bandsOf(signature));
    }),
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 100, maxLength: 200 }), fc.nat(), (words, at) => {
      const edited = words.with(at % words.length, "another");
      const [one, two] = [shinglesOf(words.join(" ")), shinglesOf(edited.join(" "))];
      fc.pre(jaccard(one, two) >= 0.92);
      const other = bandsOf(minHash(two));
      expect(bandsOf(minHash(one)).some((band, index) => band === other[index])).toBe(true);
    }),
    { seed: 25 },
  );
});

test("texts that share nothing share no band", () => {
  fc.assert(
    fc.property(text, (words) => {
      const other = words.replaceAll(/[a-z]+/g, (found) => `${found}x`);
      const [one, two] = [shinglesOf(words), shinglesOf(other)];
      fc.pre(jaccard(one, two) === 0);
      const bands = bandsOf(minHash(two));
      expect(bandsOf(minHash(one)).filter((band, index) => band === bands[index])).toEqual([]);
    }),
  );
});

test("a short text has no signature", () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(" ");
  expect(signatureOf(words(leastShingles + 1))).toBeNull();
  expect(signatureOf(words(leastShingles + 2))).toHaveLength(permutationCount);
});
