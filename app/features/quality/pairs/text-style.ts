import type { Comparison } from "#app/features/quality/pairs/comparisons.ts";

// How a text looks, apart from what it says: its length and its Markdown.

export const styleFeatures = ["length", "headings", "lists", "bold"] as const;
export type StyleFeature = (typeof styleFeatures)[number];

/** `length` in any unit, the same for all; the rest are counts. */
export type TextStyle = { length: number; headings?: number; lists?: number; bold?: number };

export type StyledComparison = Comparison & { leftStyle: TextStyle; rightStyle: TextStyle };

/** Length in code points; headings, list items and bold spans of its Markdown, outside fenced code. */
export function textStyle(text: string): Required<TextStyle> {
  const prose = text.replace(/^ {0,3}(```|~~~)[\s\S]*?(?:^ {0,3}\1.*$|$(?![\s\S]))/gm, "");
  const count = (pattern: RegExp) => prose.match(pattern)?.length ?? 0;
  return {
    length: [...text].length,
    headings: count(/^ {0,3}#{1,6}\s/gm),
    lists: count(/^\s*(?:[-*+]|\d{1,9}[.)])\s/gm),
    bold: count(/\*\*[^*\n]+\*\*|__[^_\n]+__/g),
  };
}

/**
 * Left less right, one column a feature that ever differs, scaled to a root mean square of 1. Lengths are compared as
 * (a − b) / (a + b), counts as (a − b) / (a + b + 1), so that one very long text does not rule the fit.
 */
export function styleDifferences(comparisons: ReadonlyArray<StyledComparison>): {
  features: Array<StyleFeature>;
  differences: Array<Float64Array>;
} {
  const columns = styleFeatures.flatMap((feature) => {
    const column = Float64Array.from(comparisons, ({ leftStyle, rightStyle }) => {
      const [left, right] = [leftStyle[feature] ?? 0, rightStyle[feature] ?? 0];
      const whole = left + right + (feature === "length" ? 0 : 1);
      return whole > 0 ? (left - right) / whole : 0;
    });
    const size = Math.sqrt(column.reduce((sum, value) => sum + value * value, 0) / column.length);
    return size > 0 ? [{ feature, column: column.map((value) => value / size) }] : [];
  });
  return { features: columns.map(({ feature }) => feature), differences: columns.map(({ column }) => column) };
}
