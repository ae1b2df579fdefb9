import { Form, useNavigation } from "@remix-run/react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { FormCost } from "#app/features/campaigns/form/form-cost.tsx";
import { FormGeneration } from "#app/features/campaigns/form/form-generation.tsx";
import { FormKinds } from "#app/features/campaigns/form/form-kinds.tsx";
import type { OfferedModel } from "#app/features/campaigns/form/form-models.tsx";
import { FormPeople } from "#app/features/campaigns/form/form-people.tsx";
import { type DrawPreview, FormPreview } from "#app/features/campaigns/form/form-preview.tsx";
import { requestOf } from "#app/features/campaigns/form/form-request.ts";

import { FormWords } from "#app/features/campaigns/form/form-words.tsx";
import { CampaignFormProvider, type CampaignFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";

type CampaignFormProps = {
  state: CampaignFormState;
  models: ReadonlyArray<OfferedModel>;
  draw: DrawPreview;
  /** Above the fields: templates, or what was kept. */
  above?: ReactNode;
  /** Instead of the button, where nothing can be sent. */
  instead?: ReactNode;
  submit: string;
};

/** All of a campaign, with the task as people will see it and its cost beside it. */
export function CampaignForm({ state, models, draw, above, instead, submit }: CampaignFormProps) {
  return (
    <CampaignFormProvider value={state}>
      {above}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] lg:items-start">
        <CheckedForm state={state} submit={submit} instead={instead} value={requestOf(state.values)}>
          <FormWords />
          <FormKinds />
          <FormGeneration models={models} />
          <FormPeople />
        </CheckedForm>
        <aside className="grid gap-4 lg:sticky lg:top-18 lg:max-h-[calc(100dvh-5rem)] lg:overflow-y-auto">
          <FormCost />
          <FormPreview draw={draw} />
        </aside>
      </div>
    </CampaignFormProvider>
  );
}

type CheckedFormProps = Pick<CampaignFormProps, "state" | "submit" | "instead"> & {
  value: object;
  children: ReactNode;
};

/** Sends `value` as JSON once nothing is wrong with it; else shows what is, and goes to the first of it. */
export function CheckedForm({ state, submit, instead, value, children }: CheckedFormProps) {
  const { t } = useTranslation("campaigns");
  const ref = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState(0);
  const isBusy = useNavigation().state !== "idle";

  function onSubmit(event: FormEvent): void {
    if (state.check()) return;
    event.preventDefault();
    setRefusals(refusals + 1);
  }
  useEffect(() => {
    if (refusals > 0) ref.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid=true]")?.focus();
  }, [refusals]);

  return (
    <Form ref={ref} method="post" onSubmit={onSubmit} noValidate className="grid gap-4">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="campaign" value={JSON.stringify(value)} />
      {children}
      <div className="flex flex-wrap items-center gap-3">
        {instead ?? (
          <Button type="submit" variant="primary" disabled={isBusy}>
            {submit}
          </Button>
        )}
        <p role="status" className="text-13 text-bad empty:hidden">
          {refusals > 0 && state.problems.length > 0 && t("form.problems", { count: state.problems.length })}
        </p>
      </div>
    </Form>
  );
}
