import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { clearSelection, isCaretIn, selectedRange } from "#app/features/tasks/forms/selection.client.ts";
import { nextCursor, placeOfWords, type Stretch, trimmed, type WordCursor } from "#app/features/tasks/forms/spans.ts";
import { wordsOf } from "#app/features/tasks/forms/words.ts";
import { useActionKeys } from "#app/features/tasks/judge/use-keys.tsx";

export type Marking = {
  /** Tied to what holds the text. */
  holder: RefObject<HTMLDivElement>;
  selected: Stretch | null;
  /** Whether keys selected it, so that the text shows it: the browser shows its own selection. */
  isByKeys: boolean;
  clear: () => void;
};

/** A stretch of the text, selected as any text is, or word by word with keys. What was selected stays so until it is used. */
export function useMarking(text: string, isOn: boolean): Marking {
  const holder = useRef<HTMLDivElement>(null);
  const [byPointer, setByPointer] = useState<Stretch | null>(null);
  const [cursor, setCursor] = useState<WordCursor | null>(null);
  const before = useRef<number | null>(null);
  const words = useMemo(() => (isOn ? wordsOf(text) : []), [text, isOn]);

  useEffect(() => {
    if (!isOn) return;
    function look(): void {
      if (!holder.current) return;
      const range = selectedRange(holder.current);
      // A tap on a label's button takes the browser's selection away, and must still find it here.
      if (!range && !isCaretIn(holder.current)) return;
      setByPointer(range && trimmed(text, range));
      setCursor(null);
    }
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [text, isOn]);

  function turn(by: -1 | 1, isExtending: boolean): (() => void) | undefined {
    if (!isOn) return undefined;
    return () => {
      clearSelection();
      setByPointer(null);
      setCursor(nextCursor(cursor, { by, isExtending, count: words.length }, before.current));
    };
  }
  useActionKeys({
    "label-word-back": turn(-1, false),
    "label-word-on": turn(1, false),
    "label-extend-back": turn(-1, true),
    "label-extend-on": turn(1, true),
  });

  const selected = cursor ? placeOfWords(words, cursor) : byPointer;
  function clear(): void {
    if (cursor) before.current = cursor.head;
    clearSelection();
    setByPointer(null);
    setCursor(null);
  }
  return { holder, selected, isByKeys: cursor !== null, clear };
}
