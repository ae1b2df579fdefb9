import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { Address } from "#app/components/address.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember, requireMember } from "#app/features/auth/session.server.ts";
import { findSiteChain } from "#app/features/auth/site-chain.server.ts";
import { CampaignBadge } from "#app/features/campaigns/campaign-badge.tsx";
import { CampaignFacts } from "#app/features/campaigns/campaign-facts.tsx";
import { BudgetCard, ProgressCard } from "#app/features/campaigns/campaign-progress.tsx";
import { campaignSteps } from "#app/features/campaigns/campaign-state.ts";
import { changeCampaignState } from "#app/features/campaigns/change-state.server.ts";
import { getCampaign } from "#app/features/campaigns/get.server.ts";
import { GuidelinesText } from "#app/features/campaigns/guidelines.tsx";
import { markdownToHtml } from "#app/features/campaigns/markdown.server.ts";
import { campaignAgreement } from "#app/features/campaigns/progress.server.ts";
import { RequesterTools } from "#app/features/campaigns/requester-tools.tsx";
import { createRelease } from "#app/features/releases/create.server.ts";
import { parseForm } from "#app/lib/form.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const campaign = await getCampaign(params.id ?? "", member?.address);
  const [agreement, chain] = await Promise.all([campaignAgreement(campaign.id), findSiteChain()]);
  return {
    campaign,
    agreement,
    chain,
    guidelinesHtml: markdownToHtml(campaign.guidelines.body),
    isRequester: member?.address === campaign.requester,
    pageTitle: campaign.title,
  };
}

const intentSchema = z.object({ intent: z.enum([...campaignSteps, "release"]) });

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
  const result = await changeCampaignState({ campaignId, requester, step: intent });
  return result.ok ? null : data({ why: result.why }, { status: 409 });
}

export default function CampaignPage() {
  const { campaign, agreement, chain, guidelinesHtml, isRequester } = useLoaderData<typeof loader>();
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
          </>
        }
        action={campaign.state === "live" && !isRequester && <WorkLinks id={campaign.id} />}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid content-start gap-4">
          <ProgressCard progress={campaign.progress} agreement={agreement} />
          <BudgetCard budget={campaign.budget} />
          <Card title={t("guidelines")}>
            <GuidelinesText html={guidelinesHtml} />
          </Card>
        </div>
        <div className="grid content-start gap-4">
          <CampaignFacts campaign={campaign} />
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

function WorkLinks({ id }: { id: string }) {
  const { t } = useTranslation("campaigns");
  return (
    <>
      <ButtonLink to={`/judge?campaign=${id}`} variant="primary">
        {t("work.judge")}
      </ButtonLink>
      <ButtonLink to={`/generate?campaign=${id}`} reloadDocument>
        {t("work.generate")}
      </ButtonLink>
    </>
  );
}
