import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorMessage } from "#app/components/error-message.tsx";
import { ConnectButton } from "#app/features/auth/connect-button.tsx";
import { CampaignForm } from "#app/features/campaigns/form/campaign-form.tsx";
import { forgetForm, keepForm, keptForm } from "#app/features/campaigns/form/form-draft.client.ts";
import type { OfferedModel } from "#app/features/campaigns/form/form-models.tsx";
import type { DrawPreview } from "#app/features/campaigns/form/form-preview.tsx";
import { emptyForm, type FormValues } from "#app/features/campaigns/form/form-values.ts";
import { TemplateChoice } from "#app/features/campaigns/form/template-choice.tsx";
import { useCampaignForm } from "#app/features/campaigns/form/use-campaign-form.tsx";

type NewCampaignProps = {
  models: ReadonlyArray<OfferedModel>;
  isSignedIn: boolean;
  /** The server did not take what was sent. */
  isRefused: boolean;
  draw: DrawPreview;
};

const keepMs = 400;

/** The form of a campaign that is not there yet. What is typed is kept in this browser until the campaign is made. */
export function NewCampaign({ models, isSignedIn, isRefused, draw }: NewCampaignProps) {
  const { t } = useTranslation("campaigns");
  const fresh = startOf(models);
  const state = useCampaignForm(fresh);
  const isTouched = JSON.stringify(state.values) !== JSON.stringify(fresh);
  const { isRestored, startAnew } = useKeptForm(state.values, isTouched, state.set);
  return (
    <CampaignForm
      state={state}
      models={models}
      draw={draw}
      submit={t("form.create")}
      above={
        <>
          {isRefused && <ErrorMessage title={t("form.refused")} />}
          <TemplateChoice isTouched={isTouched} />
          {isRestored && (
            <p role="status" className="mb-4 flex flex-wrap items-center gap-3 text-13 text-muted">
              {t("form.kept")}
              <Button variant="quiet" onClick={() => startAnew(fresh)}>
                {t("form.startAnew")}
              </Button>
            </p>
          )}
        </>
      }
      instead={isSignedIn ? undefined : <SignInFirst />}
    />
  );
}

function SignInFirst() {
  const { t } = useTranslation("campaigns");
  return (
    <div className="flex flex-wrap items-center gap-3">
      <ConnectButton />
      <span className="text-13 text-muted">{t("form.signInFirst")}</span>
    </div>
  );
}

/** The first model stands ready, as most campaigns want it. */
function startOf(models: ReadonlyArray<OfferedModel>): FormValues {
  const [first] = models;
  return { ...emptyForm(), models: first ? [{ id: first.id, revision: first.revision, dtype: first.dtype }] : [] };
}

function useKeptForm(values: FormValues, isTouched: boolean, set: (values: FormValues) => void) {
  const [isRestored, setRestored] = useState(false);
  const latest = useRef(set);
  latest.current = set;
  useEffect(() => {
    const kept = keptForm();
    if (!kept) return;
    latest.current(kept);
    setRestored(true);
  }, []);
  useEffect(() => {
    if (!isTouched) return;
    const timer = setTimeout(() => keepForm(values), keepMs);
    return () => clearTimeout(timer);
  }, [values, isTouched]);
  return {
    isRestored,
    startAnew: (fresh: FormValues) => {
      forgetForm();
      setRestored(false);
      set(fresh);
    },
  };
}
