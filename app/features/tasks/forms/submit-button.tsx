import { useContext } from "react";
import { Button } from "#app/components/button.tsx";
import { ariaChord, chordSign } from "#app/features/tasks/judge/judge-keys.ts";
import { KeysContext } from "#app/features/tasks/judge/use-keys.tsx";

type SubmitButtonProps = {
  children: string;
  /** The form is typed into: the key with Ctrl is the one that works there. */
  isTyped?: boolean;
  onSubmit: () => void;
};

/** Sends what the form holds. Of the keys that do it, the handiest is shown. */
export function SubmitButton({ children, isTyped = false, onSubmit }: SubmitButtonProps) {
  const { bindings, isListening } = useContext(KeysContext);
  const chords = bindings.submit;
  const [first = ""] = chords;
  const shown = isTyped ? (chords.find((chord) => chord.startsWith("ctrl+")) ?? first) : first;
  const keys = { hint: chordSign(shown), "aria-keyshortcuts": chords.map(ariaChord).join(" ") };
  return (
    <Button
      size="large"
      variant="primary"
      {...(isListening ? keys : {})}
      className="@2xl:min-w-80 @2xl:justify-self-center"
      onClick={onSubmit}
    >
      {children}
    </Button>
  );
}
