import { useTranslation } from "react-i18next";
import { type CatalogueModel, type Device, sizeBytes } from "#app/features/generation/catalogue.ts";
import type { Gpu } from "#app/features/generation/generator-state.ts";
import { toMegabytes } from "#app/features/generation/megabytes.ts";

type ModelCardProps = { model: CatalogueModel; device: Device | null; gpu: Gpu | null; choice: Device | null };

/** What will be loaded, before it is: size, licence, languages, and where it runs and why. */
export function ModelCard({ model, device, gpu, choice }: ModelCardProps) {
  const { t, i18n } = useTranslation("generation");
  const names = new Intl.DisplayNames([i18n.language], { type: "language" });
  const bytes = sizeBytes(model, model.dtypes[device ?? choice ?? "webgpu"]);
  return (
    <div className="grid gap-2">
      <h3 className="font-semibold">{model.name}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-15">
        <dt className="text-muted">{t("model.size")}</dt>
        <dd className="tabular-nums">{t("model.megabytes", { size: toMegabytes(bytes, i18n.language) })}</dd>
        <dt className="text-muted">{t("model.licence")}</dt>
        <dd>
          <a className="link" href={model.licenceUrl} rel="noreferrer">
            {model.licence}
          </a>
        </dd>
        <dt className="text-muted">{t("model.languages")}</dt>
        <dd>{model.languages.map((tag) => names.of(tag)).join(", ")}</dd>
        <dt className="text-muted">{t("model.revision")}</dt>
        <dd className="font-mono text-13 break-all">{model.revision.slice(0, 12)}</dd>
        <dt className="text-muted">{t("model.runsOn")}</dt>
        <dd>{runsOn()}</dd>
      </dl>
    </div>
  );

  function runsOn(): string {
    if (!device) return choice ? t(`device.chosen.${choice}`) : t("device.unknown");
    if (device === "webgpu" && gpu) {
      return gpu.isSoftware ? t("device.software") : t("device.webgpu", { gpu: gpu.name || t("device.gpu") });
    }
    return gpu ? t("device.wasmChosen") : t("device.wasm");
  }
}
