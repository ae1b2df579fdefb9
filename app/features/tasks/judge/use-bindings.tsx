import { useEffect, useState } from "react";
import { defaultBindings, type KeyAction, rebound } from "#app/features/tasks/judge/judge-keys.ts";
import { readBindings, writeBindings } from "#app/features/tasks/judge/judge-memory.client.ts";

/** The person's own keys, kept in this browser. */
export function useBindings() {
  const [bindings, setBindings] = useState(defaultBindings);
  useEffect(() => setBindings(readBindings()), []);

  /** @returns the action that has the key already, null when it was given */
  function bind(action: KeyAction, chord: string): KeyAction | null {
    const result = rebound(bindings, action, chord);
    if (!result.ok) return result.takenBy;
    setBindings(result.bindings);
    writeBindings(result.bindings);
    return null;
  }
  function reset(): void {
    setBindings(defaultBindings);
    writeBindings(defaultBindings);
  }
  return { bindings, bind, reset };
}

export type Keys = ReturnType<typeof useBindings>;
