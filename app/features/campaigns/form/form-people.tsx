import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { CheckField, NumberField, TextField } from "#app/features/campaigns/form/form-fields.tsx";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";

/** Who may take part. */
export function FormPeople() {
  const { t } = useTranslation("campaigns");
  const { values, set } = useFormState();
  return (
    <Card title={t("access.title")}>
      <div className="grid gap-4">
        <TextField
          path="access.languages"
          label={t("form.people.languages")}
          note={t("form.people.languagesNote")}
          value={values.readLanguages}
          onValue={(readLanguages) => set({ readLanguages })}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <NumberField
            path="access.leastAccepted"
            label={t("form.people.leastAccepted")}
            note={t("form.people.leastAcceptedNote")}
            value={values.leastAccepted}
            onValue={(leastAccepted) => set({ leastAccepted })}
          />
          <NumberField
            path="access.leastAccuracyPermille"
            label={t("form.people.leastAccuracy")}
            note={t("form.people.leastAccuracyNote")}
            value={values.leastAccuracyPercent}
            onValue={(leastAccuracyPercent) => set({ leastAccuracyPercent })}
          />
        </div>
        <div>
          <CheckField
            label={t("form.people.agents")}
            isChecked={values.agents}
            onChecked={(agents) => set({ agents })}
          />
          <CheckField
            label={t("form.people.qualification")}
            note={t("form.people.qualificationNote")}
            isChecked={values.isQualified}
            onChecked={(isQualified) => set({ isQualified })}
          />
        </div>
        {values.isQualified && (
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <NumberField
              path="access.qualification.questions"
              label={t("form.people.questions")}
              value={values.questions}
              onValue={(questions) => set({ questions })}
            />
            <NumberField
              path="access.qualification.pass"
              label={t("form.people.pass")}
              value={values.pass}
              onValue={(pass) => set({ pass })}
            />
          </div>
        )}
      </div>
    </Card>
  );
}
