import { useTranslation } from "react-i18next";
import type { Work } from "#app/features/review/work.ts";
import { preferAnswerSchema } from "#app/features/tasks/kinds/prefer.ts";

/** What the contributor answered. */
export function GivenAnswer({ work }: { work: Work }) {
  const { t } = useTranslation("review");
  const prefer = preferAnswerSchema.safeParse(work.answer);
  if (!prefer.success) return null;
  return (
    <p className="text-17">
      {t("subject.given")} <strong>{t(`subject.choice.${prefer.data.choice}`)}</strong>
    </p>
  );
}
