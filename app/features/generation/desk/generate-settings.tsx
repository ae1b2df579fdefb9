import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Choice } from "#app/features/generation/desk/choice.tsx";
import type { Device } from "#app/features/generation/models/catalogue.ts";
import type { CanTell, GeneratorSettings } from "#app/features/generation/run/generator-state.ts";

export type How = { choice: Device | null; limit: number };

const limits = [0, 8, 40, 200] as const;
const devices: ReadonlyArray<Device | null> = [null, "webgpu", "wasm"];
const paces = [0, 10, 50, 200, 1_000] as const;

type SettingsProps = {
  settings: GeneratorSettings;
  canTell: CanTell;
  onSettings: (settings: GeneratorSettings) => void;
};

/** How fast and when: takes hold at once, also while it writes. */
export const GenerateSettings = memo(function GenerateSettings(props: SettingsProps) {
  const { t } = useTranslation("generation");
  return (
    <details>
      <summary className="min-h-6 text-15 font-medium pointer-coarse:py-2.5">{t("settings.title")}</summary>
      <div className="mt-3 grid gap-3">
        <PaceSetting {...props} />
        <When
          {...props}
          what="onlyWhileCharging"
          canTell={props.canTell.charging}
          cannot={t("settings.cannotCharging")}
        >
          {t("settings.charging")}
        </When>
        <When {...props} what="onlyWhileIdle" canTell={props.canTell.idle} cannot={t("settings.cannotIdle")}>
          {t("settings.idle")}
        </When>
      </div>
    </details>
  );
});

type StartProps = { how: How; onHow: (how: How) => void; isRunning: boolean };

/** How much and where: settled at the start. */
export const StartSettings = memo(function StartSettings({ how, onHow, isRunning }: StartProps) {
  const { t } = useTranslation("generation");
  return (
    <div className="grid gap-2">
      <Choice
        label={t("limit.label")}
        disabled={isRunning}
        value={how.limit}
        onChange={(event) => onHow({ ...how, limit: Number(event.target.value) })}
      >
        {limits.map((limit) => (
          <option key={limit} value={limit}>
            {limit === 0 ? t("limit.none") : t("limit.samples", { count: limit })}
          </option>
        ))}
      </Choice>
      <Choice
        label={t("device.label")}
        disabled={isRunning}
        value={how.choice ?? ""}
        onChange={(event) => onHow({ ...how, choice: devices.find((device) => device === event.target.value) ?? null })}
      >
        {devices.map((device) => (
          <option key={device ?? ""} value={device ?? ""}>
            {t(`device.choice.${device ?? "automatic"}`)}
          </option>
        ))}
      </Choice>
    </div>
  );
});

function PaceSetting({ settings, onSettings }: Pick<SettingsProps, "settings" | "onSettings">) {
  const { t, i18n } = useTranslation("generation");
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <Choice
      label={t("settings.pace")}
      value={settings.tokensPerSecond}
      onChange={(event) => onSettings({ ...settings, tokensPerSecond: Number(event.target.value) })}
    >
      {paces.map((pace) => (
        <option key={pace} value={pace}>
          {pace === 0 ? t("settings.noPace") : t("settings.perSecond", { tokens: number.format(pace) })}
        </option>
      ))}
    </Choice>
  );
}

type WhenProps = Pick<SettingsProps, "settings" | "onSettings"> & {
  what: "onlyWhileCharging" | "onlyWhileIdle";
  canTell: boolean;
  cannot: string;
  children: string;
};

function When({ settings, onSettings, what, canTell, cannot, children }: WhenProps) {
  return (
    <div className="grid gap-0.5">
      <label className="flex min-h-6 items-center gap-2 pointer-coarse:min-h-11">
        <input
          type="checkbox"
          className="size-4 shrink-0 accent-accent"
          disabled={!canTell}
          checked={canTell && settings[what]}
          onChange={(event) => onSettings({ ...settings, [what]: event.target.checked })}
        />
        <span className={canTell ? "" : "text-muted"}>{children}</span>
      </label>
      {!canTell && <p className="pl-6 text-13 text-muted">{cannot}</p>}
    </div>
  );
}
