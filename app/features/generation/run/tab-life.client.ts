import type { GeneratorState } from "#app/features/generation/run/generator-state.ts";

/** Tells when the tab is hidden or shown, and when it comes back after the browser had frozen it. @returns how to stop listening */
export function watchTab(onChange: (tab: GeneratorState["tab"]) => void): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let wasFrozen = false;
  const tell = () => onChange(document.hidden ? "hidden" : wasFrozen ? "was-frozen" : "shown");
  const froze = () => {
    wasFrozen = true;
  };
  document.addEventListener("freeze", froze, { signal });
  document.addEventListener("resume", tell, { signal });
  document.addEventListener("visibilitychange", tell, { signal });
  return () => ending.abort();
}
