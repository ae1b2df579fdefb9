import { useTranslation } from "react-i18next";
import { Sheet } from "#app/components/sheet.tsx";
import { GuidelinesText } from "#app/features/campaigns/guidelines.tsx";
import { type FlagReason, flagReasons, type SkipReason, skipReasons } from "#app/features/tasks/api.ts";
import type { JudgeSheet } from "#app/features/tasks/judge-actions.tsx";
import { ReasonSheet } from "#app/features/tasks/reason-sheet.tsx";

type JudgeSheetsProps = {
  open: JudgeSheet | null;
  guidelines: { title: string; html: string } | null;
  onSkip: (reason: SkipReason) => void;
  onFlag: (flag: FlagReason) => void;
  onClose: () => void;
};

const helpKeys = [
  ["A ←", "a"],
  ["B →", "b"],
  ["T", "tie"],
  ["X", "bad"],
  ["S", "skip"],
  ["F", "flag"],
  ["U", "undo"],
  ["I", "guidelines"],
] as const;

/** What opens beside the task: reasons to skip or flag, the guidelines, the keys. */
export function JudgeSheets({ open, guidelines, onSkip, onFlag, onClose }: JudgeSheetsProps) {
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
        <p className="mb-4 text-muted">{t("help.sentence")}</p>
        <dl className="grid grid-cols-[4rem_1fr] gap-y-2">
          {helpKeys.map(([keys, does]) => (
            <div key={does} className="contents">
              <dt className="font-mono">{keys}</dt>
              <dd>{t(`help.does.${does}`)}</dd>
            </div>
          ))}
        </dl>
      </Sheet>
    </>
  );
}
