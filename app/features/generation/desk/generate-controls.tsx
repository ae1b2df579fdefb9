import clsx from "clsx";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import type { DeskActions } from "#app/features/generation/desk/use-desk-actions.tsx";
import type { Phase } from "#app/features/generation/run/generator-state.ts";

type ControlsProps = {
  /** False until the page listens: a button that does nothing yet must not look as if it did. */
  isReady: boolean;
  phase: Phase;
  actions: DeskActions;
};

/**
 * Start and stop are one button, which keeps the focus; while it runs there is pause beside it. After a failure "Try again" is the
 * one primary action.
 */
export const GenerateControls = memo(function GenerateControls({ isReady, phase, actions }: ControlsProps) {
  const { t } = useTranslation("generation");
  const isRunning = phase !== "idle" && phase !== "failed";
  const isStopping = phase === "stopping";
  return (
    <div className="grid grid-cols-2 gap-2">
      {isRunning && <PauseButton phase={phase} actions={actions} />}
      <Button
        key="run"
        variant={phase === "idle" ? "primary" : "plain"}
        size="large"
        hint={t("key.space")}
        className={clsx(!isRunning && "col-span-2", isStopping && "cursor-not-allowed opacity-50")}
        disabled={!isReady}
        aria-disabled={isStopping || undefined}
        onClick={({ detail }) => {
          // The second click of two on "Start" is no stop.
          if (!isRunning) actions.start();
          else if (detail < 2) actions.stop();
        }}
      >
        {isRunning ? t("stop") : t("start")}
      </Button>
    </div>
  );
});

function PauseButton({ phase, actions }: Omit<ControlsProps, "isReady">) {
  const { t } = useTranslation("generation");
  const isPaused = phase === "paused";
  return (
    <Button
      variant={isPaused ? "primary" : "plain"}
      size="large"
      hint={t("key.pause")}
      disabled={!isPaused && !canPause(phase)}
      onClick={isPaused ? actions.resume : actions.pause}
    >
      {isPaused ? t("resume") : t("pause")}
    </Button>
  );
}

/** While rows are being written or waited for; a load is not paused but stopped. */
export function canPause(phase: Phase): boolean {
  return phase === "working" || phase.startsWith("waiting");
}
