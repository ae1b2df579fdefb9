import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { ConnectButton } from "#app/features/auth/connect-button.tsx";
import { findMember, requireMember } from "#app/features/auth/session.server.ts";
import { CampaignBadge } from "#app/features/campaigns/campaign-badge.tsx";
import { campaignChangeSchema } from "#app/features/campaigns/campaign-draft.ts";
import { EditDraft, EditWords, type SaveAnswer } from "#app/features/campaigns/form/edit-campaign.tsx";
import { getOwnCampaign } from "#app/features/campaigns/get.server.ts";
import { ImportPanel } from "#app/features/campaigns/import/import-panel.tsx";
import { RecipePanel } from "#app/features/campaigns/import/recipe-panel.tsx";
import { limitChanges } from "#app/features/campaigns/rates.server.ts";
import { jsonText } from "#app/features/campaigns/typed-json.ts";
import { updateCampaign } from "#app/features/campaigns/update.server.ts";
import { offeredModels, requireKnownModels } from "#app/features/generation/models/known-models.server.ts";
import { GoldCounts } from "#app/features/tasks/gold/gold-counts.tsx";
import { countGold, dropMisfitGold } from "#app/features/tasks/gold/import-gold.server.ts";
import { drawPreview } from "#app/features/tasks/judge/task-preview.tsx";
import { parseForm } from "#app/lib/form.server.ts";

const formSchema = z.object({ campaign: jsonText(campaignChangeSchema) });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await findMember(request);
  if (!member) return { own: null };
  const { campaign, isOpened } = await getOwnCampaign(params.id ?? "", member.address);
  const isNew = new URL(request.url).searchParams.has("made");
  const gold = await countGold(campaign.id);
  return { own: { campaign, isOpened, isNew, gold }, models: offeredModels(), pageTitle: campaign.title };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { address } = await requireMember(request);
  const form = await parseForm(request, formSchema);
  if (!form.ok) return refused("refused", 400);
  const { campaign: change } = form.value;
  requireKnownModels(change.models ?? []);
  await limitChanges(address);

  const result = await updateCampaign({ campaignId: params.id ?? "", requester: address, change });
  if (!result.ok) return refused(result.why, 409);
  if (change.kinds) await dropMisfitGold(params.id ?? "");
  return data<SaveAnswer>({ isSaved: true });
}

function refused(why: Extract<SaveAnswer, { isSaved: false }>["why"], status: number) {
  return data<SaveAnswer>({ isSaved: false, why }, { status });
}

export default function EditCampaignPage() {
  const { own, models = [] } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("campaigns");
  if (!own) return <EmptyState title={t("edit.signedOut")} action={<ConnectButton />} />;

  const { campaign, isOpened, isNew, gold } = own;
  const isClosed = campaign.state === "closed";
  return (
    <>
      <PageHeading
        title={t("edit.title")}
        sentence={t(`edit.next.${campaign.state}`)}
        above={
          <>
            <Link to={`/campaigns/${campaign.id}`} className="link">
              {campaign.title}
            </Link>
            <CampaignBadge state={campaign.state} />
          </>
        }
        action={<ButtonLink to={`/campaigns/${campaign.id}#tools`}>{t("edit.fundAndOpen")}</ButtonLink>}
      />
      {!isClosed && (
        <div className="mb-8 grid gap-4 lg:grid-cols-2 lg:items-start">
          <div className="grid gap-4">
            <ImportPanel campaignId={campaign.id} what="prompts">
              <p className="mb-3">{t("edit.prompts", { count: campaign.progress.promptsTotal })}</p>
            </ImportPanel>
            <ImportPanel campaignId={campaign.id} what="gold">
              <GoldCounts
                counts={gold}
                judging={campaign.judging}
                questionsWanted={campaign.access.qualification?.questions ?? 0}
              />
            </ImportPanel>
          </div>
          <RecipePanel campaignId={campaign.id} languages={campaign.languages} />
        </div>
      )}
      {!isClosed && !isOpened && (
        <EditDraft campaign={campaign} answer={answer} models={models} draw={drawPreview} isNew={isNew} />
      )}
      {!isClosed && isOpened && <EditWords campaign={campaign} answer={answer} />}
    </>
  );
}
