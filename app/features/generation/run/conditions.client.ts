// What the browser tells of the device: whether it charges (Battery Status), and whether nobody uses it (Idle Detection). Both are
// Chromium's; elsewhere nothing is told.
import type { CanTell } from "#app/features/generation/run/generator-state.ts";
import type { Conditions } from "#app/features/generation/run/hold.ts";

type Battery = EventTarget & { charging: boolean };
type Idle = EventTarget & {
  userState: unknown;
  start: (options: { threshold: number; signal: AbortSignal }) => Promise<void>;
};
type IdleMaker = { new (): Idle; requestPermission: () => Promise<string> };

/** The shortest that browsers take. */
const idleAfterMs = 60_000;

export type WatchedConditions = {
  now: () => Conditions;
  /** Listens to the battery from now on. */
  watchCharging: () => void;
  /** Asks the person where it was not asked yet, so from within a click; false when it is not granted. */
  watchIdle: () => Promise<boolean>;
  end: () => void;
};

export function canTell(): CanTell {
  return { charging: "getBattery" in navigator, idle: findIdleMaker() !== null };
}

export function watchConditions(onChange: () => void): WatchedConditions {
  let now: Conditions = { isCharging: null, isIdle: null };
  const ending = new AbortController();
  let watched: Promise<boolean> | null = null;
  let isChargingWatched = false;

  function change(part: Partial<Conditions>): void {
    if (ending.signal.aborted) return;
    now = { ...now, ...part };
    onChange();
  }

  async function startBattery(): Promise<void> {
    const found = await findBattery();
    if (!found) return;
    change({ isCharging: found.charging });
    found.addEventListener("chargingchange", () => change({ isCharging: found.charging }), { signal: ending.signal });
  }

  async function startIdle(): Promise<boolean> {
    const Maker = findIdleMaker();
    if (!Maker || (await Maker.requestPermission().catch(() => "denied")) !== "granted") return false;
    const detector = new Maker();
    detector.addEventListener("change", () => change({ isIdle: detector.userState === "idle" }));
    await detector.start({ threshold: idleAfterMs, signal: ending.signal });
    change({ isIdle: detector.userState === "idle" });
    return true;
  }

  return {
    now: () => now,
    watchCharging: () => {
      if (isChargingWatched) return;
      isChargingWatched = true;
      void startBattery().catch(() => {});
    },
    watchIdle: async () => {
      watched ??= startIdle().catch(() => false);
      const isWatched = await watched;
      if (!isWatched) watched = null;
      return isWatched;
    },
    end: () => ending.abort(),
  };
}

async function findBattery(): Promise<Battery | null> {
  if (!("getBattery" in navigator) || typeof navigator.getBattery !== "function") return null;
  const found: unknown = await navigator.getBattery();
  return isBattery(found) ? found : null;
}

function isBattery(value: unknown): value is Battery {
  return value instanceof EventTarget && "charging" in value && typeof value.charging === "boolean";
}

function findIdleMaker(): IdleMaker | null {
  const found: unknown = "IdleDetector" in window ? window.IdleDetector : null;
  return isIdleMaker(found) ? found : null;
}

function isIdleMaker(value: unknown): value is IdleMaker {
  return typeof value === "function" && "requestPermission" in value;
}
