// A text cut into what can be drawn: places that are marked, and characters that would be invisible or would turn the order of
// others round, which are shown by their number instead of being let loose. Offsets count UTF-16 units of the original text.

export type Mark = { start: number; end: number; tone: "differs" | "removed" | "added" | "span" | "cursor" };
export type Piece = {
  start: number;
  text: string;
  /** `U+202E` for a character that is named instead of drawn. */
  control: string | null;
  tones: ReadonlyArray<Mark["tone"]>;
};

/**
 * C0 and C1 but for tab and line breaks, soft hyphen, the direction controls, zero-width space, invisible operators, the byte order
 * mark, fillers that look like a space, tags, and halves of a surrogate pair. Joiners stay: Persian and emoji need them.
 */
const hidden =
  /(?![\n\r\t])\p{Cc}|\p{Surrogate}|[\u{AD}\u{61C}\u{115F}\u{1160}\u{180E}\u{200B}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2060}-\u{206F}\u{3164}\u{FEFF}\u{FFA0}\u{FFF9}-\u{FFFB}\u{E0000}-\u{E007F}]/u;
const everyHidden = new RegExp(hidden, "gu");

/** @returns the pieces in their order: joined, their texts are the original */
export function textPieces(text: string, marks: ReadonlyArray<Mark> = []): Array<Piece> {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of marks) {
    cuts.add(clamped(start, text.length));
    cuts.add(clamped(end, text.length));
  }
  for (const { index, 0: found } of text.matchAll(everyHidden)) {
    cuts.add(index);
    cuts.add(index + found.length);
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, index) => pieceOf(text, start, places[index + 1] ?? text.length, marks));
}

function pieceOf(text: string, start: number, end: number, marks: ReadonlyArray<Mark>): Piece {
  const part = text.slice(start, end);
  const tones = marks.filter((mark) => mark.start < end && mark.end > start).map(({ tone }) => tone);
  return { start, text: part, control: hidden.test(part) ? nameOf(part) : null, tones: [...new Set(tones)] };
}

/** The same text with what is hidden named in it: for places that take plain text only. */
export function withHiddenNamed(text: string): string {
  return text.replace(everyHidden, (found) => `[${nameOf(found)}]`);
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function clamped(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length);
}

/** At most so many units from the front, never half of a pair. */
export function frontOf(text: string, length: number): string {
  if (text.length <= length) return text;
  const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(length - 1));
  return text.slice(0, isHalf ? length - 1 : length);
}

const longText = { length: 1_500, lines: 24 };

/** Too long to be read beside others at a glance. */
export function isLongText(text: string): boolean {
  return text.length > longText.length || text.split("\n", longText.lines + 1).length > longText.lines;
}

/** What of a long text is shown at first. */
export function frontOfLong(text: string): string {
  return frontOf(text, longText.length).split("\n", longText.lines).join("\n");
}
