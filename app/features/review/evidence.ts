export type Figure = { name: string; value: number };

/** The numbers of a report's evidence, by name: never a text or an address, so that they can be shown in a blind review, too. */
export function figuresOf(evidence: Record<string, unknown>): Array<Figure> {
  return Object.entries(evidence).flatMap(([name, value]) =>
    typeof value === "number" && Number.isFinite(value) ? [{ name, value }] : [],
  );
}
