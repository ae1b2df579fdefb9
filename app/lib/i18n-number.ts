/**
 * A plain decimal (`"-1234.5"`, as `exactTokens` writes it) with the language's separators and not one digit changed.
 * Groups of thousands from 10,000 up.
 */
export function localDecimal(decimal: string, locale: string): string {
  const [whole = "0", fraction] = decimal.split(".");
  const format = new Intl.NumberFormat(locale, { useGrouping: "min2" });
  const separator = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === "decimal")?.value;
  const negative = whole.startsWith("-") ? "-" : "";
  return `${negative}${format.format(BigInt(whole.replace("-", "")))}${fraction ? `${separator ?? "."}${fraction}` : ""}`;
}

/** 0.9731 → "97 %", or "97.3 %" with one digit; cut toward the value's nearest, never to 100 % when it is less. */
export function localPercent(share: number, locale: string, digits = 0): string {
  const scale = 10 ** digits;
  const rounded = Math.round(share * 100 * scale) / scale;
  const honest = rounded === 100 && share < 1 ? 100 - 1 / scale : rounded === 0 && share > 0 ? 1 / scale : rounded;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(honest)} %`;
}

/** 1536 → "1.5 kB": decimal units, at most one decimal. */
export function localBytes(bytes: number, locale: string): string {
  const units = ["B", "kB", "MB", "GB"] as const;
  const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = new Intl.NumberFormat(locale, { maximumFractionDigits: step === 0 ? 0 : 1 }).format(
    bytes / 1000 ** step,
  );
  return `${value} ${units[step] ?? "B"}`;
}

export function localCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count);
}
