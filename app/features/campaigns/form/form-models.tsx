import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import {
  CheckField,
  LongTextField,
  NumberField,
  SelectField,
  TextField,
} from "#app/features/campaigns/form/form-fields.tsx";
import { emptyOwnModel, type OwnModelValues } from "#app/features/campaigns/form/own-model-values.ts";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";
import { localBytes } from "#app/lib/i18n-number.ts";

/** A model that the site knows, as the form offers it. `bytes`: what a device without a graphics processor downloads. */
export type OfferedModel = {
  id: string;
  revision: string;
  dtype: string;
  name: string;
  licence: string;
  languages: ReadonlyArray<string>;
  bytes: number;
};

const mostModels = 10;

/** Which models may write: the site's, and others of the hub with a card. */
export function FormModels({ models }: { models: ReadonlyArray<OfferedModel> }) {
  const { t, i18n } = useTranslation("campaigns");
  const { values, set, problemOf } = useFormState();
  const problem = values.ownModels.length === 0 ? problemOf("models") : undefined;
  const isSame = (left: { id: string; revision: string }, right: { id: string; revision: string }) =>
    left.id === right.id && left.revision === right.revision;
  return (
    <fieldset className="grid gap-1">
      <legend className="text-13 font-medium">{t("form.generation.models")}</legend>
      {models.map(({ id, revision, dtype, name, licence, languages, bytes }) => (
        <CheckField
          key={`${id} ${revision}`}
          label={name}
          note={`${id} · ${licence} · ${languages.join(", ")} · ${localBytes(bytes, i18n.language)}`}
          isChecked={values.models.some((chosen) => isSame(chosen, { id, revision }))}
          onChecked={(isChosen) => {
            const others = values.models.filter((chosen) => !isSame(chosen, { id, revision }));
            set({ models: isChosen ? [...others, { id, revision, dtype }] : others });
          }}
        />
      ))}
      {problem && <p className="text-13 text-bad">{problem}</p>}
      {values.ownModels.map((model, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a model is its place, and is only ever taken away or added at the end
        <OwnModel key={index} model={model} index={index} />
      ))}
      <Button
        className="mt-2 justify-self-start"
        disabled={values.models.length + values.ownModels.length >= mostModels}
        onClick={() => set({ ownModels: [...values.ownModels, emptyOwnModel()] })}
      >
        {t("form.own.add")}
      </Button>
    </fieldset>
  );
}

const onWebGpu = ["fp32", "q4"];
const onWebGpuF16 = ["fp32", "fp16", "q4", "q4f16"];
const onWasm = ["fp32", "q8", "q4"];

function OwnModel({ model, index }: { model: OwnModelValues; index: number }) {
  const { t } = useTranslation("campaigns");
  const { values, set } = useFormState();
  const path = `models.${values.models.length + index}`;
  const change = (part: Partial<OwnModelValues>) =>
    set({ ownModels: values.ownModels.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const field = (name: "name" | "licence" | "licenceUrl" | "languages") => ({
    path: `${path}.card.${name}`,
    label: t(`form.own.${name}`),
    value: model[name],
    onValue: (value: string) => change({ [name]: value }),
  });
  const form = (name: "webgpu" | "webgpuF16" | "wasm", forms: ReadonlyArray<string>) => ({
    path: `${path}.card.dtypes.${name}`,
    label: t(`form.own.${name}`),
    value: model[name],
    choices: forms.map((value) => ({ value, label: value })),
    onValue: (value: string) => change({ [name]: value }),
  });
  return (
    <fieldset className="mt-2 grid gap-3 rounded-card border border-line p-3">
      <legend className="px-1 text-13 text-muted">{t("form.own.title", { number: index + 1 })}</legend>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <TextField path={`${path}.id`} label={t("form.own.id")} value={model.id} onValue={(id) => change({ id })} />
        <TextField
          path={`${path}.revision`}
          label={t("form.own.revision")}
          note={t("form.own.revisionNote")}
          value={model.revision}
          onValue={(revision) => change({ revision })}
        />
        <TextField {...field("name")} />
        <TextField {...field("languages")} />
        <TextField {...field("licence")} />
        <TextField {...field("licenceUrl")} />
        <NumberField
          path={`${path}.card.parameters`}
          label={t("form.own.parameters")}
          value={model.parameters}
          onValue={(parameters) => change({ parameters })}
        />
        <NumberField
          path={`${path}.card.contextTokens`}
          label={t("form.own.contextTokens")}
          value={model.contextTokens}
          onValue={(contextTokens) => change({ contextTokens })}
        />
        <SelectField {...form("webgpu", onWebGpu)} />
        <SelectField {...form("webgpuF16", onWebGpuF16)} />
        <SelectField {...form("wasm", onWasm)} />
      </div>
      <LongTextField
        path={`${path}.card.files`}
        label={t("form.own.files")}
        note={t("form.own.filesNote")}
        rows={5}
        value={model.files}
        onValue={(files) => change({ files })}
      />
      <Button
        variant="quiet"
        className="justify-self-start"
        onClick={() => set({ ownModels: values.ownModels.filter((_, at) => at !== index) })}
      >
        {t("form.own.remove")}
      </Button>
    </fieldset>
  );
}
