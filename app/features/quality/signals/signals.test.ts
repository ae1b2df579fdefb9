import fc from "fast-check";
import { expect, test } from "vitest";
import { type DwellAnswer, dwellEvidence } from "#app/features/quality/signals/dwell.ts";
import { falseDiscoveryRates } from "#app/features/quality/signals/false-discovery.ts";
import { sideBias } from "#app/features/quality/signals/side-bias.ts";
import { straightLining } from "#app/features/quality/signals/straight-lining.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";

const even = { a: 1, b: 1 };

test("a run of a fair coin, by counting all rows: three alike in four tosses, 6 of 16", () => {
  expect(straightLining([..."abbb"], even)).toMatchObject({ longestRun: 3, choice: "b", n: 4 });
  expect(straightLining([..."abbb"], even).pValue).toBeCloseTo(6 / 16, 12);
});

test("a published chance: five alike of one side in ten tosses", () => {
  // Feller, vol. 1, XIII.7: a run of at least 5 heads in 10 tosses has chance 112 / 1024; of heads or tails, 222 / 1024.
  expect(straightLining([..."aaaaabbaba"], even).pValue).toBeCloseTo(222 / 1024, 12);
});

test("the same answer fifty times is striking where the crowd varies, and nothing where it does not", () => {
  const same = Array.from({ length: 50 }, () => "a");
  expect(straightLining(same, even).pValue).toBeLessThan(1e-12);
  expect(straightLining(same, { a: 99, b: 1 }).pValue).toBeGreaterThan(0.5);
  expect(straightLining(same, { a: 1 }).pValue).toBe(1);
  expect(straightLining([], even)).toMatchObject({ longestRun: 0, choice: null, pValue: 1, n: 0 });
});

test("the chance of a run is that of counting all rows of three choices", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 7 }),
      fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
      (choices, [a, b, c]) => {
        const { longestRun, pValue, expectedRun } = straightLining(choices, { a, b, c });
        const shares = [a, b, c].map((share) => share / (a + b + c));
        let chance = 0;
        for (let row = 0; row < 3 ** choices.length; row++) {
          const drawn = choices.map((_, place) => Math.floor(row / 3 ** place) % 3);
          let [run, longest] = [0, 0];
          drawn.forEach((choice, place) => {
            run = choice === drawn[place - 1] ? run + 1 : 1;
            longest = Math.max(longest, run);
          });
          if (longest >= longestRun) chance += drawn.reduce((product, choice) => product * (shares[choice] ?? 0), 1);
        }
        expect(pValue).toBeCloseTo(chance, 10);
        expect(expectedRun >= 1 && expectedRun <= choices.length).toBe(true);
      },
    ),
  );
});

test("nine of ten on one side: two-sided 22 / 1024; ties are left out", () => {
  const sides = [...Array.from({ length: 9 }, () => "first" as const), "second" as const, "neither" as const];
  const found = sideBias(sides);
  expect(found.pValue).toBeCloseTo(22 / 1024, 12);
  expect(found).toMatchObject({ share: 0.9, expected: 0.5, n: 10 });
});

test("no answer, or as many on either side, is no evidence; the sides are alike", () => {
  expect(sideBias([])).toMatchObject({ pValue: 1, n: 0 });
  expect(sideBias(["first", "second"]).pValue).toBe(1);
  const side = fc.constantFrom("first" as const, "second" as const, "neither" as const);
  const other = { first: "second", second: "first", neither: "neither" } as const;
  fc.assert(
    fc.property(fc.array(side), (sides) => {
      const [found, turned] = [sideBias(sides), sideBias(sides.map((given) => other[given]))];
      expect(turned.pValue).toBeCloseTo(found.pValue, 12);
      expect(found.low <= found.share && found.share <= found.high && found.pValue <= 1).toBe(true);
    }),
  );
});

/** `fast` answers in a tenth of the others' time. */
function timedAnswers(): Array<DwellAnswer> {
  const random = seededRandom(2);
  return ["fast", "one", "two", "three"].flatMap((contributor) =>
    Array.from({ length: 40 }, (_, task): DwellAnswer => {
      const characters = 100 + 50 * (task % 20);
      const dwellMs = (characters + 200) * 40 * Math.exp(random.nextFloat() - 0.5) * (contributor === "fast" ? 0.1 : 1);
      return { contributor, dwellMs, characters };
    }),
  );
}

test("the hasty one stands out, long texts and short ones alike; the others don't", () => {
  const [fast, ...others] = dwellEvidence(timedAnswers());
  expect(fast).toMatchObject({ contributor: "fast", n: 40, hasty: 40, compared: 40, expected: 2 });
  expect(fast?.pValue).toBeLessThan(1e-20);
  expect(fast?.pace).toBeCloseTo(0.1, 1);
  expect(fast?.fasterThanReading).toBeGreaterThan(30);
  for (const { pValue, fasterThanReading } of others) {
    expect(pValue).toBeGreaterThan(0.01);
    expect(fasterThanReading).toBe(0);
  }
});

test("where there is nobody to compare with, there is no evidence but reading speed", () => {
  const alone = timedAnswers().filter(({ contributor }) => contributor === "fast");
  expect(dwellEvidence(alone)).toMatchObject([{ compared: 0, pValue: 1, pace: 1 }]);
  expect(dwellEvidence([])).toEqual([]);
});

test("false discovery rates of a published example", () => {
  // Benjamini and Hochberg (1995), section 4.1: fifteen p-values; at a rate of 0.05 the four smallest are found.
  const published = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719];
  const rates = falseDiscoveryRates([...published, 0.6528, 0.759, 1]);
  expect(rates.filter((rate) => rate <= 0.05)).toHaveLength(4);
  expect(rates[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
});

test("a false discovery rate is no less than its p-value, at most 1, and keeps the order", () => {
  const pValue = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(pValue), fc.nat(50), (pValues, more) => {
      const rates = falseDiscoveryRates(pValues, pValues.length + more);
      rates.forEach((rate, one) => {
        expect(rate >= (pValues[one] ?? 0) - 1e-15 && rate <= 1).toBe(true);
        rates.forEach((other, two) => {
          if ((pValues[one] ?? 0) < (pValues[two] ?? 0)) expect(rate <= other).toBe(true);
        });
      });
    }),
  );
});
