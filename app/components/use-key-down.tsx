import { useEffect, useLayoutEffect, useRef } from "react";

/** A server runs neither, but complains of the latter. */
const useEffectAtOnce = typeof document === "undefined" ? useEffect : useLayoutEffect;

/** Hears the keys of the whole page, from the moment on in which what they are for can be seen. */
export function useKeyDown(onKeyDown: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKeyDown);
  useEffectAtOnce(() => {
    latest.current = onKeyDown;
  });
  useEffectAtOnce(() => {
    const listener = (event: KeyboardEvent) => latest.current(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
