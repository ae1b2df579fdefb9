import fc from "fast-check";
import { expect, test } from "vitest";
import { stonesPattern } from "#app/components/stones-pattern.ts";

const address = fc.stringMatching(/^0x[0-9a-f]{40}$/);

test("an address lies the same way in whatever case it is written", () => {
  fc.assert(
    fc.property(address, (text) => {
      expect(stonesPattern(text.toUpperCase().replace("0X", "0x"))).toEqual(stonesPattern(text));
    }),
  );
});

test("four stones, none of which reaches out of the field", () => {
  fc.assert(
    fc.property(address, (text) => {
      const stones = stonesPattern(text);
      expect(stones).toHaveLength(4);
      for (const { x, y, size } of stones) {
        const reach = (size * Math.SQRT2) / 2;
        expect(Math.min(x, y) - reach).toBeGreaterThanOrEqual(-0.5);
        expect(Math.max(x, y) + reach).toBeLessThanOrEqual(32.5);
      }
    }),
  );
});

test("addresses that end differently look different", () => {
  const one = stonesPattern(`0x${"0".repeat(40)}`);
  expect(stonesPattern(`0x${"0".repeat(39)}1`)).not.toEqual(one);
  expect(stonesPattern(`0x${"0".repeat(34)}800000`)).not.toEqual(one);
});
