import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Moment } from "#app/components/moment.tsx";
import type { QualificationView } from "#app/features/tasks/qualification/qualification-api.ts";

type StandProps = { view: QualificationView; isBusy: boolean; onBegin: () => void };

/** Between attempts: where somebody stands and what they can do now. */
export function QualificationStand(props: StandProps) {
  const { t } = useTranslation("qualification");
  const { state, correct, questions, pass, retryAt, gaps } = props.view;
  return (
    <EmptyState title={t(`state.${state}.title`)} action={<WhatToDo {...props} />}>
      <p>{t(`state.${state}.what`, { correct, questions, pass })}</p>
      {retryAt && (
        <p>
          {t("retryAt")} <Moment at={retryAt} />
        </p>
      )}
      {gaps.map((gap) => (
        <p key={gap} className="text-warn">
          {t(`gap.${gap}`)}
        </p>
      ))}
    </EmptyState>
  );
}

function WhatToDo({ view: { state, campaignId }, isBusy, onBegin }: StandProps) {
  const { t } = useTranslation("qualification");
  if (state === "ready") {
    return (
      <Button variant="primary" disabled={isBusy} onClick={onBegin}>
        {t("begin")}
      </Button>
    );
  }
  if (state === "passed" || state === "not-needed") {
    return (
      <ButtonLink variant="primary" to={`/judge?campaign=${campaignId}`}>
        {t("judge")}
      </ButtonLink>
    );
  }
  return <ButtonLink to={`/campaigns/${campaignId}`}>{t("campaign")}</ButtonLink>;
}
