// What is done after a worker failed: a new one goes on from the last finished row, until that is of no use.
import type { Device } from "#app/features/generation/models/catalogue.ts";
import type { FailureReason } from "#app/features/generation/run/generator-state.ts";

const mostRestarts = 3;
const recoverable: ReadonlyArray<FailureReason> = ["device-lost", "out-of-memory", "run-failed", "worker-ended"];
/** The device that fails twice is left. */
const failuresOfADevice = 2;

export type Failed = {
  reason: FailureReason;
  /** Failures in a row, this one included, without as many rows finished between them as make a draw. */
  failures: number;
  device: Device | null;
  /** Rows drawn together so far at most. */
  mostRows: number;
};

export type Recovery = { kind: "restart"; device: Device | null; mostRows: number } | { kind: "give-up" };

/** @returns the device to go on with: null leaves the choice as it was */
export function recoveryFrom({ reason, failures, device, mostRows }: Failed): Recovery {
  if (!recoverable.includes(reason) || failures > mostRestarts) return { kind: "give-up" };
  const leaves = device === "webgpu" && failures >= failuresOfADevice;
  const rows = reason === "out-of-memory" ? Math.max(1, Math.floor(mostRows / 2)) : mostRows;
  return { kind: "restart", device: leaves ? "wasm" : null, mostRows: rows };
}
