import clsx from "clsx";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import type { PreferResult } from "#app/features/quality/prefer-posterior.ts";
import type { FlagReason } from "#app/features/tasks/api.ts";

export type JudgeSheet = "skip" | "flag" | "guidelines" | "help";

type JudgeActionsProps = {
  /** What happened to the last answer: above the buttons, where it is never covered. */
  notice: ReactNode;
  chosen: PreferResult | null;
  flag: FlagReason | null;
  canUndo: boolean;
  onChoose: (choice: PreferResult) => void;
  onUndo: () => void;
  onOpen: (sheet: JudgeSheet) => void;
};

const choices: ReadonlyArray<{ choice: PreferResult; hint: string; keys: string }> = [
  { choice: "a", hint: "A ←", keys: "A ArrowLeft" },
  { choice: "b", hint: "B →", keys: "B ArrowRight" },
  { choice: "tie", hint: "T", keys: "T" },
  { choice: "bad", hint: "X", keys: "X" },
];

/** Four large buttons that answer; below them the quiet ones. On a phone they stay in reach of the thumb. */
export function JudgeActions({ notice, chosen, flag, canUndo, onChoose, onUndo, onOpen }: JudgeActionsProps) {
  const { t } = useTranslation("tasks");
  return (
    <div className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] -mx-4 grid gap-2 border-t border-line bg-ground px-4 py-3 md:static md:mx-0 md:border-0 md:px-0">
      {notice}
      <div className="grid grid-cols-2 gap-2 md:grid-cols-4 md:gap-3">
        {choices.map(({ choice, hint, keys }) => (
          <Button
            key={choice}
            size="large"
            hint={hint}
            aria-keyshortcuts={keys}
            aria-pressed={chosen === null ? undefined : chosen === choice}
            className={clsx(chosen === choice && "border-accent text-accent")}
            onClick={() => onChoose(choice)}
          >
            {t(`choice.${choice}`)}
          </Button>
        ))}
      </div>
      <div className="flex flex-wrap items-center justify-center gap-1">
        <Button variant="quiet" hint="S" onClick={() => onOpen("skip")}>
          {t("action.skip")}
        </Button>
        <Button variant="quiet" hint="F" className={clsx(flag && "text-warn")} onClick={() => onOpen("flag")}>
          {flag ? t(`flag.reason.${flag}`) : t("action.flag")}
        </Button>
        <Button variant="quiet" hint="U" disabled={!canUndo} onClick={onUndo}>
          {t("action.undo")}
        </Button>
        <Button variant="quiet" hint="I" onClick={() => onOpen("guidelines")}>
          {t("action.guidelines")}
        </Button>
        <Button variant="quiet" hint="?" className="max-md:hidden" onClick={() => onOpen("help")}>
          {t("action.help")}
        </Button>
      </div>
    </div>
  );
}
