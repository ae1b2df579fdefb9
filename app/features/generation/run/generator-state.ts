// What the page shows of the generator. How it comes about is in next-generator-state.ts; where it comes from, in generate.client.ts.
import type { SampleCode, SampleResult } from "#app/features/generation/api.ts";
import type { Device, Dtype } from "#app/features/generation/models/catalogue.ts";
import type { DeviceReason, Raced } from "#app/features/generation/models/device-choice.ts";

/** `trial`: drawn without a sign-in, and sent to nobody. `not-made`: its prompt can't be written for here; `problem` says why. */
export type RowState =
  | "writing"
  | "trial"
  | "unsent"
  | "submitted"
  | "suspect"
  | "accepted"
  | "rejected"
  | "refused"
  | "not-made";
export type RowProblem = "prompt-too-long" | "template-failed";

export type GeneratorRow = {
  /** Lease and seed: the same text sent twice is one row. */
  key: string;
  prompt: string;
  text: string;
  tokens: number;
  state: RowState;
  priceWei: bigint;
  /** Of a recipe's steps, the one being written, from 1. */
  step?: number;
  steps?: number;
  sampleId?: string;
  code?: SampleCode;
  problem?: RowProblem;
};

export type FailureReason =
  | "load-failed"
  | "file-missing"
  | "file-truncated"
  | "digest-wrong"
  | "not-json"
  | "quota-exceeded"
  | "prompt-too-long"
  | "template-failed"
  | "device-wrong"
  | "device-lost"
  | "out-of-memory"
  | "run-failed"
  | "worker-ended"
  | "call-refused"
  | "offline";
export type Failure = { reason: FailureReason; code?: string; detail?: string };

/**
 * `asking`: waits for the answer to `ask`. `restarting`: a worker failed and another is started; `restart` says why.
 * `waiting`: nothing to write for now. `waiting-for-network`: the server does not answer; it is asked again at `retryAt` and as soon
 * as the network is back. `waiting-for-power`, `waiting-for-idle`: as the settings want it. `paused`: by the person.
 */
export type Phase =
  | "idle"
  | "asking"
  | "checking"
  | "loading"
  | "warming"
  | "working"
  | "paused"
  | "waiting"
  | "waiting-for-network"
  | "waiting-for-power"
  | "waiting-for-idle"
  | "restarting"
  | "stopping"
  | "failed";

export type Gpu = { name: string; isSoftware: boolean; hasF16: boolean; maxBufferBytes: number };
export type Download = {
  loadedBytes: number;
  totalBytes: number;
  secondsLeft: number | null;
  from?: "cache" | "network";
};

/** What must be answered before a download begins. */
export type Ask = { kind: "metered" | "large-download"; bytes: number };

export type GeneratorSettings = {
  /** 0: as fast as the device can. */
  tokensPerSecond: number;
  onlyWhileCharging: boolean;
  onlyWhileIdle: boolean;
};
/** What this browser tells a page: a setting that it can't tell anything about is of no use there. */
export type CanTell = { charging: boolean; idle: boolean };

export type GeneratorState = {
  phase: Phase;
  gpu: Gpu | null;
  device: Device | null;
  dtype: Dtype | null;
  threads: number;
  why: DeviceReason | null;
  race: ReadonlyArray<Raced>;
  download: Download | null;
  ask: Ask | null;
  /** Newest first. */
  rows: ReadonlyArray<GeneratorRow>;
  /** Tokens a second, one figure about every second of writing, oldest first. */
  speeds: ReadonlyArray<number>;
  speedNow: number;
  /** Tokens a second over all the time of this visit in which it wrote. */
  average: number;
  written: { tokens: number; seconds: number };
  made: number;
  /** Texts that are finished and have not arrived at the server. */
  unsent: number;
  /** Finished rows saved in this browser and not handed over: the unsent, and finished steps of texts of several steps. */
  kept: number;
  /** Leases of this member that another tab of this browser writes for. */
  elsewhere: number;
  /** The last failure that a new worker went on from, and how many there were in this run. */
  restart: { failure: Failure; count: number } | null;
  /** When what the server did not answer is tried again, in ms since 1970; null when nothing waits for that. */
  retryAt: number | null;
  /** `hidden`: it goes on behind another tab. `was-frozen`: the browser had stopped the tab for some time. */
  tab: "shown" | "hidden" | "was-frozen";
  /** The screen is kept on while it writes. */
  isAwake: boolean;
  /** False when the browser's store takes nothing: what is finished lies in this tab only, until it is sent. */
  isStoreWorking: boolean;
  /** Whether the model's files are kept here; false where there was no room, and they travel again next time. */
  isStored: boolean | null;
  /** Whether the browser promised to keep what is stored; null before it was asked. */
  isPersisted: boolean | null;
  settings: GeneratorSettings;
  canTell: CanTell;
  failure: Failure | null;
};

export type GeneratorEvent =
  | { kind: "phase"; phase: Phase }
  | { kind: "gpu"; gpu: Gpu | null }
  | {
      kind: "opened";
      gpu: Gpu | null;
      device: Device;
      dtype: Dtype;
      threads: number;
      isStored: boolean;
      why: DeviceReason;
      race: ReadonlyArray<Raced>;
    }
  | { kind: "download"; download: Download }
  | { kind: "ask"; ask: Ask | null }
  | { kind: "rows"; rows: ReadonlyArray<GeneratorRow>; speed: number }
  | { kind: "drawn"; rows: ReadonlyArray<GeneratorRow> }
  | { kind: "problems"; rows: ReadonlyArray<GeneratorRow> }
  /** No row is being written any more: the draw ended or was stopped. */
  | { kind: "draw-ended" }
  | { kind: "tick"; tokens: number; seconds: number }
  | { kind: "results"; leaseId: string; results: ReadonlyArray<SampleResult> }
  | { kind: "states"; samples: ReadonlyArray<{ sampleId: string; state: RowState; code?: SampleCode | undefined }> }
  | { kind: "kept"; rows: number; samples: number }
  | { kind: "kept-where"; isStoreWorking: boolean }
  | { kind: "elsewhere"; leases: number }
  | { kind: "restart"; failure: Failure; count: number }
  | { kind: "retry"; at: number | null }
  | { kind: "tab"; tab: GeneratorState["tab"] }
  | { kind: "awake"; isAwake: boolean }
  | { kind: "persisted"; isPersisted: boolean }
  | { kind: "settings"; settings: GeneratorSettings }
  | { kind: "can-tell"; canTell: CanTell }
  | { kind: "failed"; failure: Failure };

export const defaultSettings: GeneratorSettings = {
  tokensPerSecond: 0,
  onlyWhileCharging: false,
  onlyWhileIdle: false,
};

export const idleGenerator: GeneratorState = {
  phase: "idle",
  gpu: null,
  device: null,
  dtype: null,
  threads: 0,
  why: null,
  race: [],
  download: null,
  ask: null,
  rows: [],
  speeds: [],
  speedNow: 0,
  average: 0,
  written: { tokens: 0, seconds: 0 },
  made: 0,
  unsent: 0,
  kept: 0,
  elsewhere: 0,
  restart: null,
  retryAt: null,
  tab: "shown",
  isAwake: false,
  isStoreWorking: true,
  isStored: null,
  isPersisted: null,
  settings: defaultSettings,
  canTell: { charging: false, idle: false },
  failure: null,
};

export function rowKey(leaseId: string, seed: number): string {
  return `${leaseId}:${seed}`;
}
