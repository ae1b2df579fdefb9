import { Link, useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { Moment } from "#app/components/moment.tsx";
import { labelOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import { reasonCode } from "#app/features/ledger/reasons.ts";
import { badGoldReason, leastDisputeLength } from "#app/features/review/dispute.ts";
import { DisputeText } from "#app/features/review/dispute-text.tsx";
import type { OpenDispute } from "#app/features/review/open-dispute.ts";
import { ReviewSubject } from "#app/features/review/review-subject.tsx";
import { undecided } from "#app/features/tasks/kinds/scorer.ts";
import { localPercent } from "#app/lib/i18n-number.ts";

/** One dispute to decide: the work and its rules, what came of it, the contributor's words, and two buttons. */
export function DisputeCard({ dispute }: { dispute: OpenDispute }) {
  const { t } = useTranslation("review");
  const { campaign } = dispute;
  return (
    <article className="grid gap-4 rounded-card border border-line p-4 sm:p-5">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13 text-muted">
        <Link to={`/campaigns/${campaign.id}`} className="link">
          {campaign.title}
        </Link>
        <Amount wei={dispute.priceWei} className="font-medium text-ink" />
        <Moment at={dispute.createdAt} />
        <span>{t("dispute.until", { n: dispute.lapsesWithEpoch })}</span>
      </p>
      <ReviewSubject work={dispute.work} />
      <DisputeFacts dispute={dispute} />
      <DecisionForm id={dispute.id} />
    </article>
  );
}

function DisputeFacts({ dispute }: { dispute: OpenDispute }) {
  const { t, i18n } = useTranslation("review");
  const { t: tLedger } = useTranslation("ledger");
  const outcome = useOutcome(dispute);
  const code = reasonCode(dispute.unpaidReason);
  return (
    <dl className="grid gap-3 rounded-card bg-sunken p-4">
      {code && <Fact name={t("dispute.unpaid")}>{tLedger(`reason.${code}`)}</Fact>}
      {dispute.verdict && <Fact name={t("dispute.verdict")}>{dispute.verdict}</Fact>}
      {outcome && (
        <Fact name={t("dispute.outcome")}>
          {outcome} {t("dispute.sure", { percent: localPercent(dispute.outcome?.probability ?? 0, i18n.language) })}
        </Fact>
      )}
      <Fact name={t("dispute.words")}>{dispute.reason === badGoldReason ? t("dispute.badGold") : dispute.reason}</Fact>
    </dl>
  );
}

/** In words, where there is one result that an answer can equal. */
function useOutcome({ outcome, work }: OpenDispute): string | null {
  const { t } = useTranslation("review");
  const { t: tTasks } = useTranslation("tasks");
  if (!outcome || (work.kind !== "prefer" && work.kind !== "label")) return null;
  if (outcome.result === undecided) return t("dispute.undecided");
  if (work.kind === "prefer") return tTasks(`choice.${outcome.result}`);
  const labels = labelOptionsSchema.safeParse(work.options).data?.labels ?? [];
  return labels.find(({ id }) => id === outcome.result)?.title ?? outcome.result;
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-13 text-muted">{name}</dt>
      <dd className="max-w-prose break-words whitespace-pre-wrap">{children}</dd>
    </div>
  );
}

function DecisionForm({ id }: { id: string }) {
  const { t } = useTranslation("review");
  const fetcher = useFetcher<{ why: string | null }>();
  const why = fetcher.data?.why;
  const isBusy = fetcher.state !== "idle";
  return (
    <fetcher.Form method="post" className="grid gap-3">
      <input type="hidden" name="disputeId" value={id} />
      <DisputeText
        name="note"
        label={t("dispute.note")}
        note={t("dispute.noteWhat", { n: leastDisputeLength })}
        error={why ? t(`dispute.problem.${why}`) : undefined}
        rows={2}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="decision" value="grant" disabled={isBusy}>
          {t("dispute.grant")}
        </Button>
        <Button type="submit" name="decision" value="refuse" disabled={isBusy}>
          {t("dispute.refuse")}
        </Button>
      </div>
      <p className="text-13 text-muted">{t("dispute.meaning")}</p>
    </fetcher.Form>
  );
}
