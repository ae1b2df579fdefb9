import { useMemo } from "react";
import type { Generator } from "#app/features/generation/generate.client.ts";
import { canPause } from "#app/features/generation/generate-controls.tsx";
import type { How } from "#app/features/generation/generate-settings.tsx";
import type { GeneratorSettings, Phase } from "#app/features/generation/generator-state.ts";
import { useDeskKeys } from "#app/features/generation/use-desk-keys.tsx";

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
