import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import type { Phase } from "#app/features/generation/generator-state.ts";
import type { DeskActions } from "#app/features/generation/use-desk-actions.tsx";

type ControlsProps = {
  /** False until the page listens: a button that does nothing yet must not look as if it did. */
  isReady: boolean;
  phase: Phase;
  actions: DeskActions;
};

/** Start; while it runs, pause and stop. After a failure "Try again" is the one primary action. */
export const GenerateControls = memo(function GenerateControls({ isReady, phase, actions }: ControlsProps) {
  const { t } = useTranslation("generation");
  if (phase === "idle" || phase === "failed") {
    return (
      <Button
        variant={phase === "failed" ? "plain" : "primary"}
        size="large"
        hint={t("key.space")}
        onClick={actions.start}
        disabled={!isReady}
      >
        {t("start")}
      </Button>
    );
  }
  return (
    <div className="grid grid-cols-2 gap-2">
      {phase === "paused" ? (
        <Button variant="primary" size="large" hint={t("key.pause")} onClick={actions.resume}>
          {t("resume")}
        </Button>
      ) : (
        <Button size="large" hint={t("key.pause")} onClick={actions.pause} disabled={!canPause(phase)}>
          {t("pause")}
        </Button>
      )}
      <Button size="large" hint={t("key.space")} onClick={actions.stop} disabled={phase === "stopping"}>
        {t("stop")}
      </Button>
    </div>
  );
});

/** While rows are being written or waited for; a load is not paused but stopped. */
export function canPause(phase: Phase): boolean {
  return phase === "working" || phase.startsWith("waiting");
}
