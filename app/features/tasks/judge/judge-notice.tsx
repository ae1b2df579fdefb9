import clsx from "clsx";
import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorMessage } from "#app/components/error-message.tsx";
import { ConnectButton } from "#app/features/auth/connect-button.tsx";
import { KeyedButton } from "#app/features/tasks/forms/keyed-button.tsx";
import type { NoticeCode } from "#app/features/tasks/judge/judge-desk.ts";
import type { JudgeFilter } from "#app/features/tasks/judge/judge-filter.tsx";
import type { Judge } from "#app/features/tasks/judge/use-judge.tsx";
import { misfits } from "#app/features/tasks/kinds/codes.ts";
import {
  type QualifiableCampaign,
  QualificationLinks,
} from "#app/features/tasks/qualification/qualification-links.tsx";

/** What happened to an answer that was sent a moment ago, in one sentence. */
export function JudgeNotice({ notice, unsent }: { notice: NoticeCode | null; unsent: number }) {
  const { t } = useTranslation("tasks");
  return (
    <p
      role="status"
      className={clsx("text-13 max-md:empty:hidden md:min-h-5", notice === "changed" ? "text-good" : "text-warn")}
    >
      {notice && t(`notice.${isMisfit(notice) ? "invalid-answer" : notice}`, { count: unsent })}
    </p>
  );
}

/** What the form should have kept from being sent: a person can do nothing but go on. */
function isMisfit(notice: NoticeCode): boolean {
  return misfits.some((code) => code === notice);
}

type NoTaskProps = {
  judge: Judge;
  wanted: JudgeFilter;
  campaigns: ReadonlyArray<QualifiableCampaign>;
  canUndo: boolean;
  onUndo: () => void;
};

/** Instead of a task: none right now, no connection, or signed out. */
export function NoTask({ judge, wanted, campaigns, canUndo, onUndo }: NoTaskProps) {
  const { t } = useTranslation("tasks");
  const { supply, desk } = judge;
  if (supply === "signed-out") return <SignedOut isExpired />;
  if (supply === "offline") {
    return (
      <ErrorMessage title={t("offline.title")} action={<Button onClick={judge.lookAgain}>{t("offline.again")}</Button>}>
        {t("offline.what", { count: desk.outbox.length })}
      </ErrorMessage>
    );
  }
  return (
    <div className="grid gap-4">
      <JudgeNotice notice={desk.notice} unsent={desk.outbox.length} />
      <QualificationLinks campaigns={campaigns.filter(({ id }) => judge.toQualify.includes(id))} />
      <EmptyState
        title={t("empty.title")}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <ButtonLink to="/generate" reloadDocument variant="primary">
              {t("empty.generate")}
            </ButtonLink>
            <ButtonLink to="/campaigns">{t("empty.campaigns")}</ButtonLink>
            <Button onClick={judge.lookAgain}>{t("empty.again")}</Button>
            {canUndo && (
              <KeyedButton does="undo" variant="quiet" onClick={onUndo}>
                {t("action.undo")}
              </KeyedButton>
            )}
          </div>
        }
      >
        {t(wanted.campaignId || wanted.kind ? "empty.filtered" : "empty.what")}
      </EmptyState>
    </div>
  );
}

/** What judging is and why it takes a wallet; or that the session ended, and what was kept. */
export function SignedOut({ isExpired = false }: { isExpired?: boolean }) {
  const { t } = useTranslation("tasks");
  return (
    <EmptyState title={t(isExpired ? "signedOut.ended" : "signedOut.title")} action={<ConnectButton />}>
      {t(isExpired ? "signedOut.kept" : "signedOut.what")}
    </EmptyState>
  );
}
