import type { GeneratorEvent, Phase } from "#app/features/generation/run/generator-state.ts";
import { retryDelayMs } from "#app/features/generation/run/retry-delay.ts";

/** @param failures in a row before this; @param leastMs what the server asked for */
type Waited = { failures: number; leastMs?: number };
type Waiter = {
  setPhase: (phase: Phase) => void;
  note: (event: GeneratorEvent) => void;
  sleep: (ms: number) => Promise<void>;
};

/** Waits until it is time to try again, longer each time; the network's return ends it. */
export async function waitForNetwork(
  { failures, leastMs = 0 }: Waited,
  { setPhase, note, sleep }: Waiter,
): Promise<void> {
  const delayMs = Math.max(leastMs, retryDelayMs(failures, Math.random()));
  setPhase("waiting-for-network");
  note({ kind: "retry", at: Date.now() + delayMs });
  await sleep(delayMs);
  note({ kind: "retry", at: null });
}
