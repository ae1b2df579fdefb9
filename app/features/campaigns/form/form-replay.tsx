import { useTranslation } from "react-i18next";
import { replayBys } from "#app/features/campaigns/campaign-draft.ts";
import { NumberField, SelectField } from "#app/features/campaigns/form/form-fields.tsx";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";

/** How many samples are drawn again, and by whom. */
export function FormReplay() {
  const { t } = useTranslation("campaigns");
  const { values, set } = useFormState();
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <NumberField
        path="replayShareBps"
        label={t("form.replay.share")}
        note={t("form.replay.shareNote")}
        value={values.replaySharePercent}
        onValue={(replaySharePercent) => set({ replaySharePercent })}
      />
      <SelectField
        path="replayBy"
        label={t("form.replay.by")}
        note={t("form.replay.byNote")}
        value={values.replayBy}
        choices={replayBys.map((value) => ({ value, label: t(`made.replayBy.${value}`) }))}
        onValue={(replayBy) => set({ replayBy })}
      />
    </div>
  );
}
