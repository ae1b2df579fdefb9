import { createContext, useContext } from "react";
import { useKeyDown } from "#app/components/use-key-down.tsx";
import { chordOf, defaultBindings, type KeyAction, type KeyBindings } from "#app/features/tasks/judge/judge-keys.ts";

type KeyActions = Record<string, () => void>;

/** Keys by their names (`a`, `shift+arrowleft`, `ctrl+enter`). Silent while a sheet is open; while text is typed only those with Ctrl. */
export function useKeys(actions: KeyActions, isInSheet = false): void {
  useKeyDown((event) => {
    const chord = chordOf(event);
    const act = chord === null ? undefined : actions[chord];
    if (!chord || !act || event.defaultPrevented || isElsewhere(event.target, chord)) return;
    if (!isInSheet && document.querySelector("dialog[open]")) return;
    event.preventDefault();
    // An arrow held down goes on, an answer given by a key held down does not.
    if (!event.repeat || chord.includes("arrow")) act();
  });
}

/** Keys that belong to what has the focus: text that is typed, and a button that Enter or the space bar presses. */
function isElsewhere(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof HTMLElement) || chord.startsWith("ctrl+")) return false;
  const isChoice = target.matches("input[type=radio], input[type=checkbox]");
  if (!isChoice && target.closest("input, textarea, select, [contenteditable=true]")) return true;
  if (chord === "space") return isChoice || target.closest("button, a, summary") !== null;
  return chord === "enter" && target.closest("button, a, summary") !== null;
}

type Keys = { bindings: KeyBindings; isListening: boolean };

/** Without a judge's page around it a form is only looked at, and no key of the page is its own. */
export const KeysContext = createContext<Keys>({ bindings: defaultBindings, isListening: false });

/** What a form can do, by the keys that the person has chosen for it. */
export function useActionKeys(does: Partial<Record<KeyAction, (() => void) | undefined>>): void {
  const { bindings, isListening } = useContext(KeysContext);
  const actions: KeyActions = {};
  for (const [action, act] of Object.entries(does)) {
    if (!act || !isListening) continue;
    for (const chord of chordsOf(bindings, action)) actions[chord] = act;
  }
  useKeys(actions);
}

function chordsOf(bindings: KeyBindings, action: string): ReadonlyArray<string> {
  return Object.entries(bindings).find(([name]) => name === action)?.[1] ?? [];
}
