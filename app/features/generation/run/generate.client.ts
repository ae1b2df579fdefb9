// The generator behind /generate, as the page holds it. It outlives its workers: when one fails, another goes on from the last
// finished row.
import type { CatalogueModel, Device } from "#app/features/generation/models/catalogue.ts";
import { createModelOpener } from "#app/features/generation/models/model-opener.client.ts";
import { canTell, watchConditions } from "#app/features/generation/run/conditions.client.ts";
import { failureOf } from "#app/features/generation/run/failure-of.client.ts";
import type { CallRefused } from "#app/features/generation/run/generation-api.client.ts";
import { rememberedSettings, rememberSettings } from "#app/features/generation/run/generator-memory.client.ts";
import {
  type GeneratorEvent,
  type GeneratorSettings,
  type GeneratorState,
  idleGenerator,
  type Phase,
} from "#app/features/generation/run/generator-state.ts";
import { holdOf, shownPhase } from "#app/features/generation/run/hold.ts";
import { nextGeneratorState } from "#app/features/generation/run/next-generator-state.ts";
import { createPauses } from "#app/features/generation/run/pauses.client.ts";
import { runJob } from "#app/features/generation/run/run-job.client.ts";
import { createSpeedMeter } from "#app/features/generation/run/speed-meter.ts";
import type { Supply, SupplyNews } from "#app/features/generation/run/supply.client.ts";
import { watchTab } from "#app/features/generation/run/tab-life.client.ts";
import { createWakeLock } from "#app/features/generation/run/wake-lock.client.ts";
import type { Desk } from "#app/features/generation/run/work-loop.client.ts";

export type GeneratorSetup = {
  model: CatalogueModel;
  hubUrl: string;
  /** Makes the supply of prompts. */
  supplyFor: (news: SupplyNews) => Supply;
};

export type Generator = {
  state: () => GeneratorState;
  subscribe: (onChange: () => void) => () => void;
  /** @param choice the device, or null to leave it to us; @param limit samples to make, 0 for no end */
  start: (how: { choice: Device | null; limit: number }) => void;
  pause: () => void;
  resume: () => void;
  stop: () => void;
  /** To what is asked before a download. */
  answer: (isYes: boolean) => void;
  change: (settings: GeneratorSettings) => void;
  /** Asks the browser to keep what is stored. */
  persist: () => void;
  end: () => void;
};

const awakePhases: ReadonlyArray<Phase> = ["checking", "loading", "warming", "restarting", "working", "waiting"];

export function createGenerator(setup: GeneratorSetup): Generator {
  let state: GeneratorState = { ...idleGenerator, settings: rememberedSettings(), canTell: canTell() };
  /** The phase as the run has it, which a hold may hide. */
  let phase: Phase = "idle";
  let isPaused = false;
  let isStopping = false;
  const listeners = new Set<() => void>();
  const desk: Desk = new Map();
  const meter = createSpeedMeter();
  const pauses = createPauses();
  const conditions = watchConditions(adjust);
  const wakeLock = createWakeLock((isAwake) => note({ kind: "awake", isAwake }));
  const stopWatchingTab = watchTab((tab) => note({ kind: "tab", tab }));
  const opener = createModelOpener({ model: setup.model, hubUrl: setup.hubUrl, note, setPhase, onLost: pauses.fail });
  const supply = setup.supplyFor({ note, onRefused: refused });

  function note(event: GeneratorEvent): void {
    state = nextGeneratorState(state, event);
    for (const listener of listeners) listener();
  }

  function setPhase(next: Phase): void {
    phase = next;
    adjust();
  }

  /** Brings what is shown, the worker and the screen in line with what holds the writing up. */
  function adjust(): void {
    const hold = isRunning() && !isStopping ? holdOf(isPaused, state.settings, conditions.now()) : null;
    const wasHeld = pauses.isHeld();
    pauses.hold(hold !== null);
    supply.pause(hold !== null);
    const worker = opener.worker();
    if (hold && !wasHeld) {
      meter.hold(performance.now());
      worker?.pause();
    }
    if (!hold && wasHeld) {
      meter.goOn(performance.now());
      worker?.resume();
    }
    const shown = shownPhase(phase, hold);
    if (state.phase !== shown) note({ kind: "phase", phase: shown });
    wakeLock.want(awakePhases.includes(shown));
  }

  function isRunning(): boolean {
    return phase !== "idle" && phase !== "failed";
  }

  /** The server takes nothing from this member for now: what is finished is kept, and writing more would be in vain. */
  function refused(error: CallRefused): void {
    if (isRunning()) pauses.fail(error);
    else note({ kind: "failed", failure: failureOf(error) });
  }

  function passHold(): Promise<void> {
    // The model is ready: what is shown from here on is that something holds it up.
    if (pauses.isHeld()) setPhase("working");
    return pauses.pass();
  }

  async function run({ choice, limit }: { choice: Device | null; limit: number }): Promise<void> {
    const madeBefore = state.made;
    try {
      await runJob({
        ...{ opener, supply, desk, meter, choice, note, setPhase },
        state: () => state,
        samplesLeft: () => (limit === 0 ? Number.POSITIVE_INFINITY : limit - (state.made - madeBefore)),
        isStopping: () => isStopping,
        ...{ passHold, sleep: pauses.sleep },
      });
      pauses.check();
      setPhase("idle");
    } catch (error) {
      phase = "failed";
      opener.end();
      note({ kind: "failed", failure: failureOf(error) });
      adjust();
    }
  }

  async function change(settings: GeneratorSettings): Promise<void> {
    const isIdleTold = !settings.onlyWhileIdle || (await conditions.watchIdle());
    if (settings.onlyWhileCharging) conditions.watchCharging();
    const next = { ...settings, onlyWhileIdle: settings.onlyWhileIdle && isIdleTold };
    rememberSettings(next);
    note({ kind: "settings", settings: next });
    opener.worker()?.pace(next.tokensPerSecond);
    adjust();
  }

  return {
    state: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    start: (how) => {
      if (isRunning()) return;
      isStopping = false;
      isPaused = false;
      pauses.reset();
      setPhase("checking");
      void change(state.settings);
      void run(how);
    },
    pause: () => {
      isPaused = true;
      adjust();
    },
    resume: () => {
      isPaused = false;
      adjust();
    },
    stop: () => {
      if (!isRunning()) return;
      isStopping = true;
      setPhase("stopping");
      opener.stop();
      pauses.wake();
    },
    answer: opener.answer,
    change: (settings) => void change(settings),
    persist: opener.persist,
    end: () => {
      isStopping = true;
      listeners.clear();
      stopWatchingTab();
      conditions.end();
      wakeLock.end();
      supply.end();
      opener.end();
      pauses.wake();
    },
  };
}
