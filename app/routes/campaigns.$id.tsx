import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { Address } from "#app/components/address.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember, requireMember } from "#app/features/auth/session.server.ts";
import { findSiteChain } from "#app/features/auth/site-chain.server.ts";
import { CampaignAccess } from "#app/features/campaigns/campaign-access.tsx";
import { CampaignBadge } from "#app/features/campaigns/campaign-badge.tsx";
import { CampaignFacts } from "#app/features/campaigns/campaign-facts.tsx";
import { BudgetCard, ProgressCard } from "#app/features/campaigns/campaign-progress.tsx";
import { campaignSteps } from "#app/features/campaigns/campaign-state.ts";
import { changeCampaignState } from "#app/features/campaigns/change-state.server.ts";
import { duplicateCampaign } from "#app/features/campaigns/duplicate.server.ts";
import { getCampaign } from "#app/features/campaigns/get.server.ts";
import { GuidelinesCard } from "#app/features/campaigns/guidelines/guidelines-card.tsx";
import { guidelinesHistory } from "#app/features/campaigns/guidelines/guidelines-history.server.ts";
import { campaignAgreement } from "#app/features/campaigns/progress.server.ts";
import { limitNewCampaigns } from "#app/features/campaigns/rates.server.ts";
import { RequesterTools } from "#app/features/campaigns/requester-tools.tsx";
import { createRelease } from "#app/features/releases/create.server.ts";
import { DashboardLinks } from "#app/features/tasks/dashboard/dashboard-links.tsx";
import { parseForm } from "#app/lib/form.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const campaign = await getCampaign(params.id ?? "", member?.address);
  const [agreement, chain, guidelines] = await Promise.all([
    campaignAgreement(campaign.id),
    findSiteChain(),
    guidelinesHistory(campaign.id),
  ]);
  return {
    campaign,
    agreement,
    chain,
    guidelines,
    isRequester: member?.address === campaign.requester,
    pageTitle: campaign.title,
  };
}

const intentSchema = z.object({
  intent: z.enum([...campaignSteps, "release", "duplicate"]),
  withPrompts: z.literal("on").optional(),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await parseForm(request, intentSchema);
  if (!form.ok) return data({ why: "not-from-here" as const }, { status: 400 });

  const campaignId = params.id ?? "";
  const requester = member.address;
  const { intent } = form.value;
  if (intent === "release") {
    const release = await createRelease({ campaignId, requester });
    return release.ok ? redirect(`/releases/${release.releaseId}`) : data({ why: release.why }, { status: 409 });
  }
  if (intent === "duplicate") {
    await limitNewCampaigns(requester);
    const withPrompts = form.value.withPrompts !== undefined;
    const { id } = await duplicateCampaign({ campaignId, requester, withPrompts });
    return redirect(`/campaigns/${id}/edit`);
  }
  const result = await changeCampaignState({ campaignId, requester, step: intent });
  return result.ok ? null : data({ why: result.why }, { status: 409 });
}

export default function CampaignPage() {
  const { campaign, agreement, chain, guidelines, isRequester } = useLoaderData<typeof loader>();
  const { t } = useTranslation("campaigns");
  return (
    <>
      <PageHeading
        title={campaign.title}
        sentence={campaign.description}
        above={
          <>
            <Link to="/campaigns" className="link">
              {t("page.title")}
            </Link>
            <CampaignBadge state={campaign.state} />
            <span className="inline-flex items-center gap-1.5">
              {t("about.requester")} <Address address={campaign.requester} />
            </span>
            <DashboardLinks campaign={campaign} isRequester={isRequester} />
          </>
        }
        action={
          campaign.state === "live" &&
          !isRequester && <WorkLinks id={campaign.id} needsQualification={campaign.access.qualification !== null} />
        }
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid content-start gap-4">
          <ProgressCard progress={campaign.progress} agreement={agreement} />
          <BudgetCard budget={campaign.budget} />
          <GuidelinesCard versions={guidelines} />
        </div>
        <div className="grid content-start gap-4">
          <CampaignFacts campaign={campaign} />
          <CampaignAccess access={campaign.access} />
        </div>
      </div>
      {isRequester && (
        <div className="mt-8 border-t border-line pt-6">
          <RequesterTools campaign={campaign} chain={chain} />
        </div>
      )}
    </>
  );
}

function WorkLinks({ id, needsQualification }: { id: string; needsQualification: boolean }) {
  const { t } = useTranslation("campaigns");
  return (
    <>
      {needsQualification && <ButtonLink to={`/campaigns/${id}/qualify`}>{t("qualification:title")}</ButtonLink>}
      <ButtonLink to={`/judge?campaign=${id}`} variant="primary">
        {t("work.judge")}
      </ButtonLink>
      <ButtonLink to={`/generate?campaign=${id}`} reloadDocument>
        {t("work.generate")}
      </ButtonLink>
    </>
  );
}
