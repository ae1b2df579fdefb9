import { memo } from "react";
import { useTranslation } from "react-i18next";
import { type CatalogueModel, type Device, type Dtype, sizeBytes } from "#app/features/generation/models/catalogue.ts";
import { toMegabytes } from "#app/features/generation/models/megabytes.ts";
import type { PlannedDevice } from "#app/features/generation/models/planned-device.client.ts";
import type { GeneratorState } from "#app/features/generation/run/generator-state.ts";

type Opened = Pick<GeneratorState, "device" | "dtype" | "gpu" | "why" | "race" | "threads">;
type Chosen = { choice: Device | null; planned: PlannedDevice | null };
type ModelCardProps = Opened & Chosen & { model: CatalogueModel };

/** What will be loaded, before it is: size, licence, languages; and where it runs and why, as soon as that is known. */
export const ModelCard = memo(function ModelCard({ model, choice, planned, ...opened }: ModelCardProps) {
  const { t, i18n } = useTranslation("generation");
  const names = new Intl.DisplayNames([i18n.language], { type: "language" });
  return (
    <div className="grid gap-2">
      <h2 className="text-17 font-semibold">{model.name}</h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-15">
        <dt className="text-muted">{t("model.size")}</dt>
        <dd className="tabular-nums">
          <Sizes model={model} choice={choice} dtype={opened.dtype ?? sureForm(planned)} />
        </dd>
        <dt className="text-muted">{t("model.licence")}</dt>
        <dd>
          <a className="link" href={model.licenceUrl} rel="noreferrer">
            {model.licence}
          </a>
        </dd>
        <dt className="text-muted">{t("model.languages")}</dt>
        <dd>{model.languages.map((tag) => names.of(tag)).join(", ")}</dd>
        <dt className="text-muted">{t("model.context")}</dt>
        <dd>{t("model.tokens", { count: model.contextTokens })}</dd>
        <dt className="text-muted">{t("model.revision")}</dt>
        <dd className="font-mono text-13 break-all">{model.revision.slice(0, 12)}</dd>
        <dt className="text-muted">{t("model.runsOn")}</dt>
        <dd>
          <RunsOn choice={choice} planned={planned} {...opened} />
        </dd>
      </dl>
    </div>
  );
});

const places = ["webgpu", "webgpuF16", "wasm"] as const;

/** One size once the form of the weights is known, else one for every place that needs another form. */
function Sizes({ model, choice, dtype }: { model: CatalogueModel; choice: Device | null; dtype: Dtype | null }) {
  const { t, i18n } = useTranslation("generation");
  const possible = places.filter((place) => choice === null || place.startsWith(choice));
  const forms = dtype ? [dtype] : [...new Set(possible.map((place) => model.dtypes[place]))];
  const size = (form: Dtype) => toMegabytes(sizeBytes(model, form), i18n.language);
  const [only] = forms;
  if (only && forms.length === 1) return t("model.megabytes", { size: size(only) });
  return forms.map((form) => {
    const where = possible.filter((place) => model.dtypes[place] === form).map((place) => t(`model.on.${place}`));
    return (
      <span key={form} className="block">
        {t("model.sizeOn", { size: size(form), where: where.join(", ") })}
      </span>
    );
  });
}

/** The form of the weights that is sure to be run: a graphics processor that fails leaves the processor, with its own form. */
function sureForm(planned: PlannedDevice | null): Dtype | null {
  const [device] = planned?.devices ?? [];
  return planned && device && (planned.choice || device === "wasm") ? planned.dtypes[device] : null;
}

function RunsOn({ choice, planned, device, dtype, threads, gpu, why, race }: Opened & Chosen) {
  const { t, i18n } = useTranslation("generation");
  if (!device || !why) return <WillRunOn choice={choice} planned={planned} gpu={gpu} />;
  const speed = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 0 });
  const [webgpu, wasm] = (["webgpu", "wasm"] as const).map((of) => race.find((result) => result.device === of));
  return (
    <>
      <span className="block">
        {device === "webgpu" && gpu?.isSoftware
          ? t("device.software")
          : t(`device.why.${device}.${why}`, { gpu: gpu?.name || t("device.gpu") })}
      </span>
      {webgpu && wasm && (
        <span className="block text-13 text-muted">
          {t("model.race", {
            webgpu: speed.format(webgpu.tokensPerSecond),
            wasm: speed.format(wasm.tokensPerSecond),
          })}
        </span>
      )}
      <span className="block text-13 text-muted">
        {device === "wasm" && threads ? t("model.threads", { dtype, count: threads }) : dtype}
      </span>
    </>
  );
}

/** What is certain before the model is loaded; that a graphics processor passes the check is not. */
function WillRunOn({ choice, planned, gpu }: Chosen & Pick<Opened, "gpu">) {
  const { t } = useTranslation("generation");
  const known = planned?.gpu ?? gpu;
  const [device] = planned?.devices ?? [];
  if (choice === "webgpu" && known?.isSoftware) return t("device.software");
  if (choice) return t(`device.chosen.${choice}`);
  if (planned && (device === "wasm" || planned.why === "remembered")) {
    return t(`device.why.${device}.${planned.why}`, { gpu: known?.name || t("device.gpu") });
  }
  return t("device.unknown");
}
