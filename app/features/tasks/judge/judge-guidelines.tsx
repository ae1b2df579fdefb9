import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { GuidelinesText } from "#app/features/campaigns/guidelines/guidelines.tsx";
import { SubmitButton } from "#app/features/tasks/forms/submit-button.tsx";
import { useActionKeys } from "#app/features/tasks/judge/use-keys.tsx";

type GuidelinesGateProps = {
  title: string;
  html: string;
  /** An older version had been read. */
  isNewVersion: boolean;
  onRead: () => void;
};

/** Before a campaign's first task, and again when its guidelines have changed: what is asked for. */
export function GuidelinesGate({ title, html, isNewVersion, onRead }: GuidelinesGateProps) {
  const { t } = useTranslation("tasks");
  const place = useRef<HTMLElement>(null);
  useActionKeys({ submit: onRead });
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  return (
    <section ref={place} tabIndex={-1} aria-label={t("guidelines.first")} className="grid gap-4 outline-none">
      <p className="font-medium">{t(isNewVersion ? "guidelines.changed" : "guidelines.first")}</p>
      <Card title={title}>
        <GuidelinesText html={html} />
      </Card>
      <div className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] -mx-4 grid border-t border-line bg-ground px-4 py-3 md:static md:mx-0 md:justify-start md:border-0 md:p-0">
        <SubmitButton onSubmit={onRead}>{t("guidelines.read")}</SubmitButton>
      </div>
    </section>
  );
}
