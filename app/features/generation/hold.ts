import type { GeneratorSettings, Phase } from "#app/features/generation/generator-state.ts";

/** What the browser tells of the device; null where it does not tell. */
export type Conditions = { isCharging: boolean | null; isIdle: boolean | null };

export type Hold = Extract<Phase, "paused" | "waiting-for-power" | "waiting-for-idle">;

/** Why nothing is written for now, or null. What a browser does not tell holds nothing up. */
export function holdOf(isPaused: boolean, settings: GeneratorSettings, conditions: Conditions): Hold | null {
  if (isPaused) return "paused";
  if (settings.onlyWhileCharging && conditions.isCharging === false) return "waiting-for-power";
  return settings.onlyWhileIdle && conditions.isIdle === false ? "waiting-for-idle" : null;
}
