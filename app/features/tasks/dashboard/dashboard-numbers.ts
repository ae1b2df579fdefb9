// How the dashboard writes figures: with their unit, in the visitor's language.

const units = [
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
  { unit: "second", ms: 1_000 },
] as const;

/** 840 → "840 ms", 9400 → "9.4 sec", 100000 → "1.7 min": in the largest unit of which there is at least one and a half. */
export function localSpan(ms: number, locale: string): string {
  const found = units.find((known) => ms >= 1.5 * known.ms) ?? (ms >= 1_000 ? units[2] : null);
  const { unit, value } = found ? { unit: found.unit, value: ms / found.ms } : { unit: "millisecond", value: ms };
  const digits = found && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    ...{ style: "unit", unit, unitDisplay: "short" },
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
  }).format(value);
}

/** A coefficient between −1 and 1: two decimals, with a real minus sign from the language. */
export function localCoefficient(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

export function localDecimalOf(value: number, locale: string, digits = 1): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** A language's name in the visitor's own; a tag that is none, as it is. */
export function localLanguage(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
