import { Link, useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Address } from "#app/components/address.tsx";
import { Button } from "#app/components/button.tsx";
import { Moment } from "#app/components/moment.tsx";
import { StateBadge } from "#app/components/state-badge.tsx";
import { EvidenceFigures } from "#app/features/review/evidence-figures.tsx";
import { type ReportRow, reportCode } from "#app/features/review/report.ts";
import { ReviewSubject } from "#app/features/review/review-subject.tsx";
import type { Work } from "#app/features/review/work.ts";

type ReportCardProps = { report: ReportRow & { work: Work | null } };

/** One report: what it is about, who says so, the figures behind it, and the reviewer's two answers. */
export function ReportCard({ report }: ReportCardProps) {
  const { t } = useTranslation("review");
  const { campaign, work } = report;
  return (
    <article className="grid gap-4 rounded-card border border-line p-4 sm:p-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-13 text-muted">
        <StateBadge tone="warn">{t(`report.code.${reportCode(report.reason)}`)}</StateBadge>
        {campaign && (
          <Link to={`/campaigns/${campaign.id}`} className="link">
            {campaign.title}
          </Link>
        )}
        <span>{report.reporter === "site" ? t("report.bySite") : t("report.byMember")}</span>
        <Moment at={report.createdAt} />
      </div>
      {report.subject === "member" && (
        <p>
          {t("report.about")} <Address address={report.ref} />
        </p>
      )}
      {report.note && <p className="max-w-prose whitespace-pre-wrap">{t("report.said", { words: report.note })}</p>}
      <EvidenceFigures figures={report.figures} />
      {report.members.length > 0 && (
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-13 text-muted">{t("report.with")}</span>
          {report.members.map((address) => (
            <Address key={address} address={address} />
          ))}
        </div>
      )}
      {work && <ReviewSubject work={work} />}
      <ReportDecision id={report.id} />
    </article>
  );
}

function ReportDecision({ id }: { id: string }) {
  const { t } = useTranslation("review");
  const fetcher = useFetcher();
  const isBusy = fetcher.state !== "idle";
  return (
    <fetcher.Form method="post" className="flex flex-wrap gap-3">
      <input type="hidden" name="reportId" value={id} />
      <Button type="submit" name="decision" value="confirm" disabled={isBusy}>
        {t("report.confirm")}
      </Button>
      <Button type="submit" name="decision" value="dismiss" variant="quiet" disabled={isBusy}>
        {t("report.dismiss")}
      </Button>
    </fetcher.Form>
  );
}
