import { useCallback, useEffect, useRef } from "react";

/** No task is looked at for longer than a day: a page that stays open says no more. */
const longestDwellMs = 86_400_000;

/** How long this has been on view while the page could be seen, in ms; `beforeMs` counts from an earlier visit. */
export function useDwell(beforeMs: number): () => number {
  const sum = useRef(beforeMs);
  const since = useRef<number | null>(null);

  const read = useCallback(() => {
    const running = since.current === null ? 0 : performance.now() - since.current;
    return Math.min(longestDwellMs, Math.round(sum.current + running));
  }, []);

  useEffect(() => {
    function look(): void {
      const isSeen = document.visibilityState === "visible";
      if (isSeen && since.current === null) since.current = performance.now();
      if (!isSeen && since.current !== null) {
        sum.current += performance.now() - since.current;
        since.current = null;
      }
    }
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);

  return read;
}
