import { type ComponentPropsWithoutRef, useContext } from "react";
import { Button } from "#app/components/button.tsx";
import { ariaChord, chordSign, type KeyAction } from "#app/features/tasks/judge-keys.ts";
import { KeysContext } from "#app/features/tasks/use-keys.tsx";

type KeyedButtonProps = Omit<ComponentPropsWithoutRef<typeof Button>, "hint"> & { does: KeyAction };

/** A button that shows the key which does the same, as the person has it; none where a form is only looked at. */
export function KeyedButton({ does, ...button }: KeyedButtonProps) {
  const { bindings, isListening } = useContext(KeysContext);
  if (!isListening) return <Button {...button} />;
  const chords = bindings[does];
  const hint = chords.map(chordSign).join(" ");
  return <Button hint={hint} aria-keyshortcuts={chords.map(ariaChord).join(" ")} {...button} />;
}
