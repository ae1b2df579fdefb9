// How typed text is read: numbers, amounts, tags, lists with one item a line.
import { parseTokens } from "#app/lib/money.ts";

export function tagsOf(typed: string): Array<string> {
  return typed.split(/[\s,;]+/).filter(Boolean);
}

export function linesOf(typed: string): Array<string> {
  return typed
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** A comma is taken for a point, as many languages write it. What is no number becomes null, which no schema takes. */
export function numberOf(typed: string, factor = 1): number | null {
  const plain = typed.trim().replace(",", ".");
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null;
  // 99.5 % of a thousand is 995 and not 994.9999999999999.
  return factor === 1 ? Number(plain) : Math.round(Number(plain) * factor * 1_000) / 1_000;
}

/** An amount of tokens as its smallest units; what is none becomes an empty text, which the schema refuses. */
export function weiOf(typed: string): string {
  const plain = typed.trim().replace(",", ".");
  return /^\d{1,20}(\.\d{1,18})?$/.test(plain) ? parseTokens(plain).toString() : "";
}

/** Texts, one a line, in which `\n` is a line break, `\t` a tab and `\\` a backslash; empty lines are none. */
export function textsOf(typed: string): Array<string> {
  return typed
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.replace(/\\([nt\\])/g, (_whole, sign: string) => signs[sign] ?? ""));
}

/** The typed text from which the same texts are read. */
export function typedTexts(texts: ReadonlyArray<string>): string {
  return texts.map((text) => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t")).join("\n");
}

const signs: Record<string, string> = { n: "\n", t: "\t", "\\": "\\" };
