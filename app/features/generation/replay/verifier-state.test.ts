import { expect, test } from "vitest";
import {
  idleVerifier,
  nextVerifierState,
  type VerifierEvent,
  type VerifierState,
} from "#app/features/generation/replay/verifier-state.ts";

function after(...events: ReadonlyArray<VerifierEvent>): VerifierState {
  return events.reduce(nextVerifierState, idleVerifier);
}

test("what the server took counts, with what it may pay", () => {
  const state = after(
    { kind: "phase", phase: "measuring" },
    { kind: "recorded", priceWei: 5n },
    { kind: "recorded", priceWei: 7n },
    { kind: "refused" },
  );
  expect(state).toMatchObject({ phase: "measuring", checked: 2, refused: 1, earnedWei: 12n });
});

test("a download shows while the model is loading and no longer", () => {
  const loading = after({ kind: "phase", phase: "loading" }, { kind: "download", loadedBytes: 10, totalBytes: 40 });
  expect(loading.download).toEqual({ loadedBytes: 10, totalBytes: 40 });
  expect(nextVerifierState(loading, { kind: "phase", phase: "measuring" }).download).toBeNull();
});

test("a failure stays to be read until work goes on", () => {
  const failed = after({ kind: "failed", failure: { reason: "out-of-memory" } });
  expect(failed).toMatchObject({ phase: "failed", failure: { reason: "out-of-memory" } });
  const idle = nextVerifierState(failed, { kind: "phase", phase: "idle" });
  expect(idle).toMatchObject({ phase: "idle", failure: { reason: "out-of-memory" } });
  expect(nextVerifierState(idle, { kind: "phase", phase: "leasing" }).failure).toBeNull();
});

test("counts outlive a stop", () => {
  expect(after({ kind: "recorded", priceWei: 5n }, { kind: "phase", phase: "idle" })).toMatchObject({
    checked: 1,
    earnedWei: 5n,
  });
});
