// How the dashboard writes figures: with their unit, in the visitor's language.

/** 840 → "0.8 sec", 100000 → "1.7 min": in the largest unit of which there is more than one and a half. */
export function localSpan(ms: number, locale: string): string {
  const [value, unit] =
    ms < 90_000 ? [ms / 1_000, "second"] : ms < 5_400_000 ? [ms / 60_000, "minute"] : [ms / 3_600_000, "hour"];
  const digits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "short",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
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
