import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import {
  CheckField,
  LongTextField,
  NumberField,
  SelectField,
  TextField,
} from "#app/features/campaigns/form/form-fields.tsx";
import type { KindValues } from "#app/features/campaigns/form/form-values.ts";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";
import { assertNever } from "#app/lib/invariant.ts";

type KindProps = { kind: KindValues; index: number };

/** What only one kind asks for. */
export function KindOptions({ kind, index }: KindProps) {
  switch (kind.kind) {
    case "prefer":
      return <PreferOptions kind={kind} index={index} />;
    case "rank":
      return <RankOptions kind={kind} index={index} />;
    case "rate":
      return <RateOptions kind={kind} index={index} />;
    case "label":
      return <LabelOptions kind={kind} index={index} />;
    case "edit":
      return <EditOptions kind={kind} index={index} />;
    default:
      return assertNever(kind.kind);
  }
}

function PreferOptions({ kind, index }: KindProps) {
  const { t } = useTranslation("campaigns");
  const { setKind } = useFormState();
  return (
    <CheckField
      label={t("form.prefer.strength")}
      isChecked={kind.strength}
      onChecked={(strength) => setKind(index, { strength })}
    />
  );
}

function RankOptions({ kind, index }: KindProps) {
  const { t } = useTranslation("campaigns");
  const { setKind } = useFormState();
  return (
    <CheckField
      label={t("form.rank.partial")}
      isChecked={kind.partial}
      onChecked={(partial) => setKind(index, { partial })}
    />
  );
}

function RateOptions({ kind, index }: KindProps) {
  const { t } = useTranslation("campaigns");
  const { setKind, problemOf } = useFormState();
  const { dimensions } = kind;
  const path = `kinds.${index}.options.dimensions`;
  const change = (at: number, values: Partial<(typeof dimensions)[number]>) =>
    setKind(index, { dimensions: dimensions.map((one, other) => (other === at ? { ...one, ...values } : one)) });
  const problem = dimensions.length === 0 ? problemOf(path) : undefined;
  return (
    <div className="grid gap-4">
      {dimensions.map((dimension, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dimension is its place, and is only ever taken away or added at the end
        <fieldset key={at} className="grid gap-3 rounded-card border border-line p-3">
          <legend className="px-1 text-13 text-muted">{t("form.rate.dimension", { number: at + 1 })}</legend>
          <TextField
            path={`${path}.${at}.title`}
            label={t("form.rate.name")}
            value={dimension.title}
            onValue={(title) => change(at, { title })}
          />
          <LongTextField
            path={`${path}.${at}.anchors`}
            label={t("form.rate.anchors")}
            note={t("form.rate.anchorsNote")}
            rows={5}
            value={dimension.anchors}
            onValue={(anchors) => change(at, { anchors })}
          />
          <Button
            variant="quiet"
            className="justify-self-start"
            onClick={() => setKind(index, { dimensions: dimensions.filter((_, other) => other !== at) })}
          >
            {t("form.rate.remove")}
          </Button>
        </fieldset>
      ))}
      <Button
        className="justify-self-start"
        data-invalid={problem !== undefined}
        disabled={dimensions.length >= 8}
        onClick={() =>
          setKind(index, { dimensions: [...dimensions, { title: "", anchors: t("form.rate.usualAnchors") }] })
        }
      >
        {t("form.rate.add")}
      </Button>
      {problem && <p className="text-13 text-bad">{t("form.rate.none")}</p>}
    </div>
  );
}

function LabelOptions({ kind, index }: KindProps) {
  const { t } = useTranslation("campaigns");
  const { setKind } = useFormState();
  return (
    <div className="grid gap-2">
      <LongTextField
        path={`kinds.${index}.options.labels`}
        label={t("form.label.labels")}
        note={t("form.label.labelsNote")}
        rows={8}
        value={kind.labels}
        onValue={(labels) => setKind(index, { labels })}
      />
      <CheckField
        label={t("form.label.multiple")}
        isChecked={kind.multiple}
        onChecked={(multiple) => setKind(index, { multiple })}
      />
      <CheckField
        label={t("form.label.spans")}
        isChecked={kind.spans}
        onChecked={(spans) => setKind(index, { spans })}
      />
    </div>
  );
}

function EditOptions({ kind, index }: KindProps) {
  const { t } = useTranslation("campaigns");
  const { setKind } = useFormState();
  const modes = ["rewrite", "answer"] as const;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <SelectField
        path={`kinds.${index}.options.mode`}
        label={t("form.edit.mode")}
        value={kind.mode}
        choices={modes.map((value) => ({ value, label: t(`form.edit.modes.${value}`) }))}
        onValue={(mode) => setKind(index, { mode })}
      />
      <NumberField
        path={`kinds.${index}.options.minimumWords`}
        label={t("form.edit.minimumWords")}
        note={t("form.edit.minimumWordsNote")}
        value={kind.minimumWords}
        onValue={(minimumWords) => setKind(index, { minimumWords })}
      />
    </div>
  );
}
