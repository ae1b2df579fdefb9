import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { LongTextField, NumberField, TextField } from "#app/features/campaigns/form/form-fields.tsx";
import { FormModels, type OfferedModel } from "#app/features/campaigns/form/form-models.tsx";
import { FormRecipe } from "#app/features/campaigns/form/form-recipe.tsx";
import { FormReplay } from "#app/features/campaigns/form/form-replay.tsx";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";
import { tokenSymbol } from "#app/lib/money.ts";

const licences = ["CC-BY-4.0", "CC0-1.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "ODC-By-1.0", "MIT", "Apache-2.0"];
const sampling = ["temperature", "topP", "topK", "repetitionPenalty", "maxNewTokens"] as const;

/** Languages, licence, models, what they write, how samples are drawn and checked, and what one is paid. */
export function FormGeneration({ models }: { models: ReadonlyArray<OfferedModel> }) {
  const { t } = useTranslation("campaigns");
  const { values, set } = useFormState();
  return (
    <Card title={t("form.generation.title")}>
      <div className="grid gap-4">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            path="languages"
            label={t("languages")}
            note={t("form.generation.languagesNote")}
            value={values.languages}
            onValue={(languages) => set({ languages })}
          />
          <TextField
            path="licence"
            label={t("about.licence")}
            suggestions={licences}
            value={values.licence}
            onValue={(licence) => set({ licence })}
          />
          <NumberField
            path="samplePriceWei"
            label={t("form.generation.samplePrice", { symbol: tokenSymbol })}
            value={values.samplePrice}
            onValue={(samplePrice) => set({ samplePrice })}
          />
          <NumberField
            path="candidatesPerPrompt"
            label={t("about.perPrompt")}
            value={values.candidatesPerPrompt}
            onValue={(candidatesPerPrompt) => set({ candidatesPerPrompt })}
          />
        </div>
        <FormModels models={models} />
        <FormRecipe />
        <details>
          <summary className="cursor-pointer py-1 text-13 font-medium">{t("form.generation.sampling")}</summary>
          <div className="mt-3 grid items-start gap-4 sm:grid-cols-2">
            {sampling.map((name) => (
              <NumberField
                key={name}
                path={`params.${name}`}
                label={t(`form.generation.params.${name}`)}
                value={values[name]}
                onValue={(value) => set({ [name]: value })}
              />
            ))}
            <LongTextField
              path="params.stop"
              label={t("form.generation.stop")}
              note={t("form.generation.stopNote")}
              rows={2}
              value={values.stop}
              onValue={(stop) => set({ stop })}
            />
          </div>
        </details>
        <FormReplay />
      </div>
    </Card>
  );
}
