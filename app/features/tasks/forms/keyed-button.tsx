import { type ComponentPropsWithoutRef, useContext } from "react";
import { Button } from "#app/components/button.tsx";
import { KeyHint } from "#app/components/key-hint.tsx";
import { ariaChord, chordSign, type KeyAction } from "#app/features/tasks/judge/judge-keys.ts";
import { KeysContext } from "#app/features/tasks/judge/use-keys.tsx";

type KeyedButtonProps = Omit<ComponentPropsWithoutRef<typeof Button>, "hint"> & { does: KeyAction };

/** A button that shows the key which does the same, as the person has it; where keys are listened to. */
export function KeyedButton({ does, ...button }: KeyedButtonProps) {
  const { bindings, isListening } = useContext(KeysContext);
  if (!isListening) return <Button {...button} />;
  const chords = bindings[does];
  return (
    <Button hint={chords.map(chordSign).join(" ")} aria-keyshortcuts={chords.map(ariaChord).join(" ")} {...button} />
  );
}

/** The key of something that is no button: drawn beside it. */
export function ActionKey({ does }: { does: KeyAction | null }) {
  const { bindings, isListening } = useContext(KeysContext);
  const [first] = does ? bindings[does] : [];
  return isListening && first ? <KeyHint>{chordSign(first)}</KeyHint> : null;
}
