import { useTranslation } from "react-i18next";
import { Sheet } from "#app/components/sheet.tsx";
import { GuidelinesText } from "#app/features/campaigns/guidelines/guidelines.tsx";
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import { type FlagReason, flagReasons, type SkipReason, skipReasons } from "#app/features/tasks/api.ts";
import type { JudgeSheet } from "#app/features/tasks/judge/judge-bar.tsx";
import { JudgeHelp } from "#app/features/tasks/judge/judge-help.tsx";
import { ReasonSheet } from "#app/features/tasks/judge/reason-sheet.tsx";
import type { Keys } from "#app/features/tasks/judge/use-bindings.tsx";

type JudgeSheetsProps = {
  open: JudgeSheet | null;
  kind: TaskKind;
  keys: Keys;
  guidelines: { title: string; html: string } | null;
  onSkip: (reason: SkipReason) => void;
  onFlag: (flag: FlagReason) => void;
  onClose: () => void;
};

/** What opens beside the task: reasons to skip or flag, the guidelines, the keys. */
export function JudgeSheets({ open, kind, keys, guidelines, onSkip, onFlag, onClose }: JudgeSheetsProps) {
  const { t } = useTranslation("tasks");
  return (
    <>
      <ReasonSheet
        isOpen={open === "skip"}
        title={t("skip.title")}
        sentence={t("skip.sentence")}
        reasons={skipReasons.map((reason) => ({ reason, label: t(`skip.reason.${reason}`) }))}
        onChoose={onSkip}
        onClose={onClose}
      />
      <ReasonSheet
        isOpen={open === "flag"}
        title={t("flag.title")}
        sentence={t("flag.sentence")}
        reasons={flagReasons.map((reason) => ({ reason, label: t(`flag.reason.${reason}`) }))}
        onChoose={onFlag}
        onClose={onClose}
      />
      <Sheet isOpen={open === "guidelines"} onClose={onClose} title={guidelines?.title ?? t("action.guidelines")}>
        {guidelines ? <GuidelinesText html={guidelines.html} /> : <p>{t("guidelines.missing")}</p>}
      </Sheet>
      <Sheet isOpen={open === "help"} onClose={onClose} title={t("help.title")}>
        <JudgeHelp kind={kind} keys={keys} />
      </Sheet>
    </>
  );
}
