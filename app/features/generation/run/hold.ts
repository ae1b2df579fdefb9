import type { GeneratorSettings, Phase } from "#app/features/generation/run/generator-state.ts";

/** What the browser tells of the device; null where it does not tell. */
export type Conditions = { isCharging: boolean | null; isIdle: boolean | null };

export type Hold = Extract<Phase, "paused" | "waiting-for-power" | "waiting-for-idle">;

/** Why nothing is written for now, or null. What a browser does not tell holds nothing up. */
export function holdOf(isPaused: boolean, settings: GeneratorSettings, conditions: Conditions): Hold | null {
  if (isPaused) return "paused";
  if (settings.onlyWhileCharging && conditions.isCharging === false) return "waiting-for-power";
  return settings.onlyWhileIdle && conditions.isIdle === false ? "waiting-for-idle" : null;
}

/** Phases that a hold does not interrupt: what is looked at, asked or loaded goes on, and the end is the end. */
const goingOn: ReadonlyArray<Phase> = [
  "idle",
  "failed",
  "stopping",
  "asking",
  "checking",
  "loading",
  "warming",
  "restarting",
];

/** What the page says: a hold stands in front of writing and of any waiting, so that there is always a way to end it. */
export function shownPhase(phase: Phase, hold: Hold | null): Phase {
  return hold && !goingOn.includes(phase) ? hold : phase;
}
