import fc from "fast-check";
import { expect, test } from "vitest";
import { auditMinimum, auditSeed, drawnEntries } from "#app/features/review/draw.ts";

const seed = auditSeed(`0x${"11".repeat(32)}`, `0x${"22".repeat(32)}`);

test("the seed is keccak256 of the block's hash followed by the root", () => {
  expect(seed).toBe("0x3e92e0db88d6afea9edc4eedf62fffa4d92bcdfc310dccbe943747fe8302e871");
});

test("the draw does not depend on the order in which entries are read", () => {
  const ids = fc.uniqueArray(fc.uuid(), { maxLength: 60 });
  fc.assert(
    fc.property(ids, (entries) => {
      expect(drawnEntries(seed, [...entries].reverse())).toEqual(drawnEntries(seed, entries));
    }),
  );
});

test("a tenth is drawn, at least three, and never more than there are", () => {
  const entries = Array.from({ length: 95 }, (_, index) => `entry-${index}`);
  expect(drawnEntries(seed, entries)).toHaveLength(10);
  expect(drawnEntries(seed, entries.slice(0, 8))).toHaveLength(auditMinimum);
  expect(drawnEntries(seed, entries.slice(0, 2))).toHaveLength(2);
  expect(drawnEntries(seed, [])).toEqual([]);
});

test("another seed draws others", () => {
  const entries = Array.from({ length: 400 }, (_, index) => `entry-${index}`);
  const other = auditSeed(`0x${"12".repeat(32)}`, `0x${"22".repeat(32)}`);
  expect(drawnEntries(other, entries)).not.toEqual(drawnEntries(seed, entries));
});

test("an entry listed twice is refused", () => {
  expect(() => drawnEntries(seed, ["a", "a"])).toThrow("drawn from once");
});
