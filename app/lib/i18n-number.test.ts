import fc from "fast-check";
import { expect, test } from "vitest";
import { locales } from "#app/lib/i18n.ts";
import { localBytes, localDecimal, localPercent } from "#app/lib/i18n-number.ts";

test("a decimal keeps every digit and takes the language's separators", () => {
  expect(localDecimal("12345678.000000000000000001", "en")).toBe("12,345,678.000000000000000001");
  expect(localDecimal("12345678.5", "pt-BR")).toBe("12.345.678,5");
  expect(localDecimal("-1234.5", "en")).toBe("-1234.5");
  expect(localDecimal("-0.25", "id")).toBe("-0,25");
});

test("no digit of any decimal is lost in any language", () => {
  const digits = (text: string) => text.replace(/\D/g, "");
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.stringMatching(/^\d{0,18}$/), (whole, fraction) => {
      const decimal = fraction ? `${whole}.${fraction}` : `${whole}`;
      for (const locale of locales) expect(digits(localDecimal(decimal, locale))).toBe(digits(decimal));
    }),
  );
});

test("a share is never rounded to certainty", () => {
  expect(localPercent(0.9999, "en")).toBe("99 %");
  expect(localPercent(0.99999, "en", 1)).toBe("99.9 %");
  expect(localPercent(0.0001, "en")).toBe("1 %");
  expect(localPercent(1, "en")).toBe("100 %");
  expect(localPercent(0, "en")).toBe("0 %");
  expect(localPercent(0.9643, "pt-BR", 1)).toBe("96,4 %");
});

test("bytes are given in the unit that fits", () => {
  expect(localBytes(0, "en")).toBe("0 B");
  expect(localBytes(999, "en")).toBe("999 B");
  expect(localBytes(1_000, "en")).toBe("1 kB");
  expect(localBytes(4_936_000, "pt-BR")).toBe("4,9 MB");
});
