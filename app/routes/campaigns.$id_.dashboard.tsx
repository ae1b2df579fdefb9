import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { requireMember } from "#app/features/auth/session.server.ts";
import { CampaignBadge } from "#app/features/campaigns/campaign-badge.tsx";
import { BudgetCard } from "#app/features/campaigns/campaign-progress.tsx";
import { taskKinds } from "#app/features/campaigns/kind-options.ts";
import { getDashboard } from "#app/features/tasks/dashboard/dashboard.server.ts";
import type { Dashboard } from "#app/features/tasks/dashboard/dashboard.ts";
import { AgreementCard } from "#app/features/tasks/dashboard/dashboard-agreement.tsx";
import { CostCard } from "#app/features/tasks/dashboard/dashboard-cost.tsx";
import { PeopleCard } from "#app/features/tasks/dashboard/dashboard-people.tsx";
import { DashboardSummary } from "#app/features/tasks/dashboard/dashboard-summary.tsx";
import { ReasonsCard, WorkCard } from "#app/features/tasks/dashboard/dashboard-work.tsx";
import { DisagreementsCard } from "#app/features/tasks/dashboard/disagreements-list.tsx";
import { ThroughputCard } from "#app/features/tasks/dashboard/throughput-plot.tsx";

export const handle = { title: "dashboard:page.title" };

/** What stands in an address is a visitor's to write: what is no page or kind is the first page, every kind. */
const querySchema = z.object({
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  kind: z.enum(taskKinds).nullable().catch(null),
});

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { address: requester } = await requireMember(request);
  const { page, kind } = querySchema.parse({
    page: 1,
    kind: null,
    ...Object.fromEntries(new URL(request.url).searchParams),
  });
  return { dashboard: await getDashboard({ campaignId: params.id ?? "", requester, page, kind }), kind };
}

export default function DashboardPage() {
  const { dashboard, kind } = useLoaderData<typeof loader>();
  const { campaign, forecast, work, people } = dashboard;
  const { t } = useTranslation("dashboard");
  return (
    <>
      <PageHeading
        title={t("page.title")}
        sentence={t("page.sentence")}
        above={
          <>
            <Link to={`/campaigns/${campaign.id}`} className="link">
              {campaign.title}
            </Link>
            <CampaignBadge state={campaign.state} />
            <Link to={`/models?campaign=${campaign.id}`} className="link">
              {t("page.models")}
            </Link>
          </>
        }
      />
      <div className="grid gap-4">
        <DashboardSummary dashboard={dashboard} />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <BudgetCard budget={campaign.budget} />
          <CostCard forecast={forecast} budget={campaign.budget} />
        </div>
        {work.length === 0 ? (
          <EmptyState title={t("empty.title")}>{t("empty.what")}</EmptyState>
        ) : (
          <Judged dashboard={dashboard} />
        )}
        {people.total > 0 && <PeopleCard people={people} />}
        {work.length > 0 && (
          <DisagreementsCard disagreements={dashboard.disagreements} judging={campaign.judging} kind={kind} />
        )}
      </div>
    </>
  );
}

function Judged({ dashboard }: { dashboard: Dashboard }) {
  const { campaign, work, agreement, throughput, flags, skips } = dashboard;
  return (
    <>
      <WorkCard work={work} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <AgreementCard agreement={agreement} judging={campaign.judging} />
        <div className="grid gap-4">
          {throughput && <ThroughputCard throughput={throughput} />}
          <ReasonsCard flags={flags} skips={skips} />
        </div>
      </div>
    </>
  );
}
