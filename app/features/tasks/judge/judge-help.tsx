import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { actionsOf, chordOf, chordSign, type KeyAction } from "#app/features/tasks/judge/judge-keys.ts";
import type { Keys } from "#app/features/tasks/judge/use-bindings.tsx";

type Refused = { action: KeyAction; chord: string; takenBy: KeyAction };

/** Every key that does something in this kind of task; each can be changed for another. */
export function JudgeHelp({ kind, keys }: { kind: TaskKind; keys: Keys }) {
  const { t } = useTranslation("tasks");
  const [waiting, setWaiting] = useState<KeyAction | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);

  function take(action: KeyAction, chord: string): void {
    const takenBy = keys.bind(action, chord);
    setRefused(takenBy && { action, chord, takenBy });
    setWaiting(null);
  }
  return (
    <div className="grid gap-4">
      <p className="text-muted">{t("help.sentence")}</p>
      <p className="text-muted">{t(`help.how.${kind}`)}</p>
      <ul className="grid" aria-label={t("help.title")}>
        {actionsOf(kind).map((action) => (
          <li key={action} className="grid grid-cols-[1fr_auto_auto] items-center gap-2 border-b border-line py-1">
            <span className="min-w-0">{t(`help.does.${action}`)}</span>
            <span className="flex flex-wrap justify-end gap-1">
              {keys.bindings[action].map((chord) => (
                <kbd key={chord} className="rounded-control border border-line px-1.5 text-13">
                  {chordSign(chord)}
                </kbd>
              ))}
            </span>
            {waiting === action ? (
              <NewKey onTake={(chord) => take(action, chord)} onCancel={() => setWaiting(null)} />
            ) : (
              <Button
                variant="quiet"
                aria-label={t("help.changeOf", { action: t(`help.does.${action}`) })}
                onClick={() => setWaiting(action)}
              >
                {t("help.change")}
              </Button>
            )}
            {refused?.action === action && (
              <p role="alert" className="col-span-3 text-13 text-warn">
                {t("help.taken", { key: chordSign(refused.chord), action: t(`help.does.${refused.takenBy}`) })}
              </p>
            )}
          </li>
        ))}
      </ul>
      <Button onClick={keys.reset}>{t("help.reset")}</Button>
    </div>
  );
}

/** Waits for the key itself; Escape leaves it as it was, and so does going elsewhere. */
function NewKey({ onTake, onCancel }: { onTake: (chord: string) => void; onCancel: () => void }) {
  const { t } = useTranslation("tasks");
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Button
      ref={button}
      variant="quiet"
      className="text-accent!"
      onBlur={onCancel}
      onKeyDown={(event) => {
        if (event.key === "Tab") return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === "Escape") return onCancel();
        const chord = chordOf(event);
        if (chord) onTake(chord);
      }}
    >
      {t("help.press")}
    </Button>
  );
}
