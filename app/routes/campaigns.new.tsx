import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember, requireMember } from "#app/features/auth/session.server.ts";
import { campaignRequestSchema } from "#app/features/campaigns/campaign-draft.ts";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { NewCampaign } from "#app/features/campaigns/form/new-campaign.tsx";
import { limitNewCampaigns } from "#app/features/campaigns/rates.server.ts";
import { jsonText } from "#app/features/campaigns/typed-json.ts";
import { offeredModels, requireKnownModels } from "#app/features/generation/models/known-models.server.ts";
import { drawPreview } from "#app/features/tasks/judge/task-preview.tsx";
import { parseForm } from "#app/lib/form.server.ts";

export const handle = { title: "campaigns:form.newTitle" };

const formSchema = z.object({ campaign: jsonText(campaignRequestSchema) });

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  return { isSignedIn: member !== null, models: offeredModels() };
}

export async function action({ request }: ActionFunctionArgs) {
  const { address } = await requireMember(request);
  const form = await parseForm(request, formSchema);
  if (!form.ok) return data({ isRefused: true }, { status: 400 });
  const { campaign } = form.value;
  requireKnownModels(campaign.models);
  await limitNewCampaigns(address);

  const { id } = await createCampaign({ ...campaign, requester: address });
  return redirect(`/campaigns/${id}/edit?made=1`);
}

export default function NewCampaignPage() {
  const { isSignedIn, models } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("campaigns");
  return (
    <>
      <PageHeading title={t("form.newTitle")} sentence={t("form.newSentence")} />
      <NewCampaign models={models} isSignedIn={isSignedIn} isRefused={answer?.isRefused ?? false} draw={drawPreview} />
    </>
  );
}
