import { useMemo } from "react";
import { canPause } from "#app/features/generation/desk/generate-controls.tsx";
import type { How } from "#app/features/generation/desk/generate-settings.tsx";
import { useDeskKeys } from "#app/features/generation/desk/use-desk-keys.tsx";
import type { Generator } from "#app/features/generation/run/generate.client.ts";
import type { GeneratorSettings, Phase } from "#app/features/generation/run/generator-state.ts";

export type DeskActions = {
  start: () => void;
  pause: () => void;
  resume: () => void;
  stop: () => void;
  answer: (isYes: boolean) => void;
  change: (settings: GeneratorSettings) => void;
  persist: () => void;
};

/** What can be done at the desk, by button and by key: Space starts and stops, P pauses and goes on. */
export function useDeskActions(generator: Generator | null, how: How, phase: Phase): DeskActions {
  const actions = useMemo(
    () => ({
      start: () => generator?.start(how),
      pause: () => generator?.pause(),
      resume: () => generator?.resume(),
      stop: () => generator?.stop(),
      answer: (isYes: boolean) => generator?.answer(isYes),
      change: (settings: GeneratorSettings) => generator?.change(settings),
      persist: () => generator?.persist(),
    }),
    [generator, how],
  );
  useDeskKeys({
    " ": phase === "idle" || phase === "failed" ? actions.start : actions.stop,
    p: () => {
      if (phase === "paused") actions.resume();
      else if (canPause(phase)) actions.pause();
    },
  });
  return actions;
}
