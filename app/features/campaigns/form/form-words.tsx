import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { LongTextField, TextField } from "#app/features/campaigns/form/form-fields.tsx";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";
import { GuidelinesEditor } from "#app/features/campaigns/guidelines/guidelines-editor.tsx";

/** What may change at any time: title, description, guidelines. */
export function FormWords() {
  const { t } = useTranslation("campaigns");
  const { values, set } = useFormState();
  return (
    <Card title={t("form.words.title")}>
      <div className="grid gap-4">
        <TextField path="title" label={t("form.words.name")} value={values.title} onValue={(title) => set({ title })} />
        <LongTextField
          path="description"
          label={t("form.words.description")}
          note={t("form.words.descriptionNote")}
          rows={2}
          value={values.description}
          onValue={(description) => set({ description })}
        />
        <GuidelinesEditor />
      </div>
    </Card>
  );
}
