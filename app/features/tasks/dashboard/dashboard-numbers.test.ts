import { expect, test } from "vitest";
import {
  localCoefficient,
  localDecimalOf,
  localLanguage,
  localSpan,
} from "#app/features/tasks/dashboard/dashboard-numbers.ts";

test("a span has one unit, and a tenth where that says something", () => {
  const spans = [12, 999, 1_000, 9_400, 23_000, 89_000, 90_000, 3_600_000, 5_400_000];
  expect(spans.map((ms) => localSpan(ms, "en"))).toEqual([
    ...["12 ms", "999 ms", "1.0 sec", "9.4 sec", "23 sec", "89 sec", "1.5 min", "60 min", "1.5 hr"],
  ]);
  expect(localSpan(9_400, "pt-BR")).toBe("9,4 s");
});

test("coefficients have two decimals, other figures as many as they need", () => {
  expect(localCoefficient(-0.5, "en")).toBe("-0.50");
  expect(localCoefficient(1, "id")).toBe("1,00");
  expect([localDecimalOf(2.5, "en"), localDecimalOf(2, "en"), localDecimalOf(2.333, "en", 2)]).toEqual([
    ...["2.5", "2", "2.33"],
  ]);
});

test("a language has its name, and what is no tag stays as it is", () => {
  expect(localLanguage("pt-BR", "en")).toBe("Brazilian Portuguese");
  expect(localLanguage("no tag!", "en")).toBe("no tag!");
});
