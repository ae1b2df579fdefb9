// Places in a text that a label is put on, by selection or word by word.
import type { Word } from "#app/features/tasks/forms/words.ts";

export type Stretch = { start: number; end: number };

/** Without the spaces at its ends; null when nothing else was selected. */
export function trimmed(text: string, { start, end }: Stretch): Stretch | null {
  const part = text.slice(start, end);
  const front = part.length - part.trimStart().length;
  const back = part.length - part.trimEnd().length;
  return front === part.length ? null : { start: start + front, end: end - back };
}

/** Words from `anchor` to `head`, by their numbers: what the keys have selected. */
export type WordCursor = { anchor: number; head: number };

type Step = { by: -1 | 1; isExtending: boolean; count: number };

/**
 * One word on or back; with `isExtending` what was selected stays so.
 * @param before where the cursor was when it was last used: the first press goes on from there, or from an end
 */
export function nextCursor(
  cursor: WordCursor | null,
  { by, isExtending, count }: Step,
  before: number | null = null,
): WordCursor | null {
  if (count === 0) return null;
  const from = cursor?.head ?? before ?? (by === 1 ? -1 : count);
  const head = Math.min(Math.max(from + by, 0), count - 1);
  return { anchor: cursor && isExtending ? cursor.anchor : head, head };
}

export function placeOfWords(words: ReadonlyArray<Word>, { anchor, head }: WordCursor): Stretch | null {
  const [first, last] = [words[Math.min(anchor, head)], words[Math.max(anchor, head)]];
  return first && last ? { start: first.start, end: last.end } : null;
}
