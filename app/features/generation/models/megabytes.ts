/** Bytes in MB (10⁶) with one decimal, as the language writes it. */
export function toMegabytes(bytes: number, language: string): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(language, digits).format(bytes / 1_000_000);
}
