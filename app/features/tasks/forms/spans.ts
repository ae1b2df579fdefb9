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

/** One word on or back; with `isExtending` what was selected stays so. The first press takes the first word, or the last. */
export function nextCursor(
  cursor: WordCursor | null,
  { by, isExtending, count }: { by: -1 | 1; isExtending: boolean; count: number },
): WordCursor | null {
  if (count === 0) return null;
  if (!cursor) return by === 1 ? { anchor: 0, head: 0 } : { anchor: count - 1, head: count - 1 };
  const head = Math.min(Math.max(cursor.head + by, 0), count - 1);
  return { anchor: isExtending ? cursor.anchor : head, head };
}

export function placeOfWords(words: ReadonlyArray<Word>, { anchor, head }: WordCursor): Stretch | null {
  const [first, last] = [words[Math.min(anchor, head)], words[Math.max(anchor, head)]];
  return first && last ? { start: first.start, end: last.end } : null;
}
