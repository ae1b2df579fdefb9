import { useKeyDown } from "#app/components/use-key-down.tsx";

/** A key, as `KeyboardEvent.key` in lower case, and what it does. */
type DeskKeys = Readonly<Record<string, () => void>>;

/** Keys of the desk. Silent where they mean something else: while text is typed, on a control, with a sheet open. */
export function useDeskKeys(keys: DeskKeys): void {
  useKeyDown((event) => {
    const act = keys[event.key.toLowerCase()];
    if (!act || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    // Space on a control is the control's own; a letter means nothing on a button.
    const typing = "input:not([type=checkbox]), textarea, select, [contenteditable=true]";
    const taken = event.key === " " ? `${typing}, input, button, a, summary` : typing;
    if (event.target instanceof HTMLElement && event.target.closest(taken)) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });
}
