// What the page shows of checking others' samples.
import type { Failure } from "#app/features/generation/run/generator-state.ts";

/**
 * `elsewhere`: another tab of this browser does it. `waiting`: there is nothing to check for now. `waiting-for-network`: the server
 * does not answer; it is asked again.
 */
export type VerifierPhase =
  | "idle"
  | "elsewhere"
  | "leasing"
  | "loading"
  | "measuring"
  | "waiting"
  | "waiting-for-network"
  | "failed";

export type VerifierState = {
  phase: VerifierPhase;
  /** Of the model in bytes, while it is loading. */
  download: { loadedBytes: number; totalBytes: number } | null;
  /** Samples whose measures the server took. */
  checked: number;
  /** Measures that came too late, or that the server did not take. */
  refused: number;
  /** What the taken ones pay once they are seen to agree. */
  earnedWei: bigint;
  failure: Failure | null;
};

export type VerifierEvent =
  | { kind: "phase"; phase: Exclude<VerifierPhase, "failed"> }
  | { kind: "download"; loadedBytes: number; totalBytes: number }
  | { kind: "recorded"; priceWei: bigint }
  | { kind: "refused" }
  | { kind: "failed"; failure: Failure };

export const idleVerifier: VerifierState = {
  phase: "idle",
  download: null,
  checked: 0,
  refused: 0,
  earnedWei: 0n,
  failure: null,
};

export function nextVerifierState(state: VerifierState, event: VerifierEvent): VerifierState {
  switch (event.kind) {
    case "phase":
      // What went wrong stays to be read until work goes on.
      return { ...state, phase: event.phase, download: null, failure: event.phase === "idle" ? state.failure : null };
    case "download":
      return { ...state, download: { loadedBytes: event.loadedBytes, totalBytes: event.totalBytes } };
    case "recorded":
      return { ...state, checked: state.checked + 1, earnedWei: state.earnedWei + event.priceWei };
    case "refused":
      return { ...state, refused: state.refused + 1 };
    case "failed":
      return { ...state, phase: "failed", download: null, failure: event.failure };
  }
}
