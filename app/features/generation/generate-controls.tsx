import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { fieldLook } from "#app/components/button-look.ts";
import { Field } from "#app/components/field.tsx";
import type { Device } from "#app/features/generation/catalogue.ts";
import type { Phase } from "#app/features/generation/generator-state.ts";

export type How = { choice: Device | null; limit: number };

export const limits = [0, 8, 40, 200] as const;
const devices: ReadonlyArray<Device | null> = [null, "webgpu", "wasm"];

type ControlsProps = {
  how: How;
  onHow: (how: How) => void;
  /** False until the page listens: a button that does nothing yet must not look as if it did. */
  isReady: boolean;
  phase: Phase;
  priceWei: string | null;
  onStart: () => void;
  onStop: () => void;
};

/** Where it runs, how much is made, what it pays, and the one button. */
export function GenerateControls({ how, onHow, isReady, phase, priceWei, onStart, onStop }: ControlsProps) {
  const { t } = useTranslation("generation");
  const isRunning = phase !== "idle" && phase !== "failed";
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("limit.label")}>
          {(parts) => (
            <select
              {...parts}
              className={fieldLook}
              disabled={isRunning}
              value={how.limit}
              onChange={(event) => onHow({ ...how, limit: Number(event.target.value) })}
            >
              {limits.map((limit) => (
                <option key={limit} value={limit}>
                  {limit === 0 ? t("limit.none") : t("limit.samples", { count: limit })}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t("device.label")}>
          {(parts) => (
            <select
              {...parts}
              className={fieldLook}
              disabled={isRunning}
              value={how.choice ?? ""}
              onChange={(event) =>
                onHow({ ...how, choice: devices.find((device) => device === event.target.value) ?? null })
              }
            >
              {devices.map((device) => (
                <option key={device ?? ""} value={device ?? ""}>
                  {t(`device.choice.${device ?? "automatic"}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {priceWei !== null && (
        <p className="flex justify-between gap-3">
          <span className="text-muted">{t("price")}</span>
          <Amount wei={priceWei} />
        </p>
      )}
      {isRunning ? (
        <Button size="large" hint={t("key.space")} onClick={onStop} disabled={phase === "stopping"}>
          {t("stop")}
        </Button>
      ) : (
        <Button variant="primary" size="large" hint={t("key.space")} onClick={onStart} disabled={!isReady}>
          {t("start")}
        </Button>
      )}
    </div>
  );
}
