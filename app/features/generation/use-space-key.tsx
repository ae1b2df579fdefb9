import { useEffect, useRef } from "react";

/** Space starts and stops. Silent where it means something else: while text is typed, on a control, with a sheet open. */
export function useSpaceKey(onSpace: () => void): void {
  const latest = useRef(onSpace);
  latest.current = onSpace;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== " " || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const control = "input, textarea, select, button, a, summary, [contenteditable=true]";
      if (event.target instanceof HTMLElement && event.target.closest(control)) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      latest.current();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
