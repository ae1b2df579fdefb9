import clsx from "clsx";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FlagReason } from "#app/features/tasks/api.ts";
import { KeyedButton } from "#app/features/tasks/forms/keyed-button.tsx";

export type JudgeSheet = "skip" | "flag" | "guidelines" | "help";

type JudgeBarProps = {
  /** What happened to the last answer, or what this one lacks: above the buttons, where it is never covered. */
  notice: ReactNode;
  /** The large buttons of the kind's form. */
  children: ReactNode;
  /** On a phone the buttons stay in reach of the thumb; a form that is gone through ends with them instead. */
  isInReach: boolean;
  flag: FlagReason | null;
  canUndo: boolean;
  onUndo: () => void;
  onOpen: (sheet: JudgeSheet) => void;
};

/** The buttons that answer; below them the quiet ones. */
export function JudgeBar({ notice, children, isInReach, flag, canUndo, onUndo, onOpen }: JudgeBarProps) {
  const { t } = useTranslation("tasks");
  return (
    <div
      className={clsx(
        "-mx-4 grid gap-2 border-t border-line bg-ground px-4 py-3 md:static md:mx-0 md:border-0 md:px-0",
        isInReach && "sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))]",
      )}
    >
      {notice}
      {children}
      <div className="flex flex-wrap items-center justify-center gap-1">
        <KeyedButton does="skip" variant="quiet" onClick={() => onOpen("skip")}>
          {t("action.skip")}
        </KeyedButton>
        <KeyedButton does="flag" variant="quiet" className={clsx(flag && "text-warn!")} onClick={() => onOpen("flag")}>
          {flag ? t(`flag.reason.${flag}`) : t("action.flag")}
        </KeyedButton>
        <KeyedButton does="undo" variant="quiet" disabled={!canUndo} onClick={onUndo}>
          {t("action.undo")}
        </KeyedButton>
        <KeyedButton does="guidelines" variant="quiet" onClick={() => onOpen("guidelines")}>
          {t("action.guidelines")}
        </KeyedButton>
        <KeyedButton does="help" variant="quiet" className="max-md:hidden" onClick={() => onOpen("help")}>
          {t("action.help")}
        </KeyedButton>
      </div>
    </div>
  );
}
