import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ErrorMessage } from "#app/components/error-message.tsx";
import type { CampaignView } from "#app/features/campaigns/api.ts";
import { CampaignForm, CheckedForm } from "#app/features/campaigns/form/campaign-form.tsx";
import { forgetForm } from "#app/features/campaigns/form/form-draft.client.ts";
import type { OfferedModel } from "#app/features/campaigns/form/form-models.tsx";
import { formOf } from "#app/features/campaigns/form/form-of-campaign.ts";
import type { DrawPreview } from "#app/features/campaigns/form/form-preview.tsx";
import { FormWords } from "#app/features/campaigns/form/form-words.tsx";
import { CampaignFormProvider, useCampaignForm } from "#app/features/campaigns/form/use-campaign-form.tsx";

export type SaveAnswer =
  | { isSaved: true }
  | { isSaved: false; why: "refused" | "fixed" | "recipe-misfit" | "campaign-closed" };
type EditProps = { campaign: CampaignView; answer: SaveAnswer | undefined };

/** Every field of a campaign that was not opened yet. */
export function EditDraft(
  props: EditProps & { models: ReadonlyArray<OfferedModel>; draw: DrawPreview; isNew: boolean },
) {
  const { campaign, answer, models, draw, isNew } = props;
  const { t } = useTranslation("campaigns");
  const state = useCampaignForm(formOf(campaign));
  // The draft is the server's now: the browser need not keep it any longer.
  useEffect(() => {
    if (isNew) forgetForm();
  }, [isNew]);
  return (
    <CampaignForm
      state={state}
      models={models}
      draw={draw}
      submit={t("edit.save")}
      above={<Answer answer={answer} />}
    />
  );
}

/** What may still change in a campaign that people work in: its words. */
export function EditWords({ campaign, answer }: EditProps) {
  const { t } = useTranslation("campaigns");
  const state = useCampaignForm(formOf(campaign));
  const { title, description, guidelines } = state.values;
  return (
    <CampaignFormProvider value={state}>
      <Answer answer={answer} />
      <p className="mb-4 text-muted">{t("edit.fixed")}</p>
      <CheckedForm state={state} submit={t("edit.save")} value={{ title, description, guidelines }}>
        <FormWords />
      </CheckedForm>
    </CampaignFormProvider>
  );
}

function Answer({ answer }: { answer: SaveAnswer | undefined }) {
  const { t } = useTranslation("campaigns");
  if (!answer) return null;
  if (answer.isSaved) {
    return (
      <p role="status" className="mb-4 font-medium text-good">
        {t("edit.saved")}
      </p>
    );
  }
  return (
    <div className="mb-4">
      <ErrorMessage title={answer.why === "refused" ? t("form.refused") : t(`edit.refused.${answer.why}`)} />
    </div>
  );
}
