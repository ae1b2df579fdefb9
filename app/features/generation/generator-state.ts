// What the page shows of the generator, as a pure function of what happened.
import type { SampleCode, SampleResult } from "#app/features/generation/api.ts";
import type { Device } from "#app/features/generation/catalogue.ts";
import { assertNever } from "#app/lib/invariant.ts";

/** `trial`: drawn without a sign-in, and sent to nobody. */
export type RowState = "writing" | "trial" | "unsent" | "submitted" | "suspect" | "accepted" | "rejected" | "refused";
export type GeneratorRow = {
  /** Lease and seed: the same text sent twice is one row. */
  key: string;
  prompt: string;
  text: string;
  tokens: number;
  state: RowState;
  priceWei: bigint;
  sampleId?: string;
  code?: SampleCode;
};

export type FailureReason =
  | "load-failed"
  | "device-wrong"
  | "device-lost"
  | "run-failed"
  | "worker-ended"
  | "call-refused"
  | "offline";
export type Failure = { reason: FailureReason; code?: string; detail?: string };
export type Phase = "idle" | "checking" | "loading" | "warming" | "working" | "waiting" | "stopping" | "failed";
export type Gpu = { name: string; isSoftware: boolean };
export type Download = { loadedBytes: number; totalBytes: number; secondsLeft: number | null };

export type GeneratorState = {
  phase: Phase;
  gpu: Gpu | null;
  device: Device | null;
  download: Download | null;
  /** Newest first. */
  rows: ReadonlyArray<GeneratorRow>;
  /** Tokens a second, one figure a drawn prompt, oldest first. */
  speeds: ReadonlyArray<number>;
  speedNow: number;
  made: number;
  unsent: number;
  failure: Failure | null;
};

export type GeneratorEvent =
  | { kind: "phase"; phase: Phase }
  | { kind: "device"; gpu: Gpu | null; device: Device }
  | { kind: "download"; download: Download }
  | { kind: "rows"; rows: ReadonlyArray<GeneratorRow>; speed: number }
  | { kind: "drawn"; rows: ReadonlyArray<GeneratorRow>; speed: number }
  | { kind: "results"; leaseId: string; results: ReadonlyArray<SampleResult> }
  | { kind: "states"; samples: ReadonlyArray<{ sampleId: string; state: RowState; code?: SampleCode | undefined }> }
  | { kind: "unsent"; count: number }
  | { kind: "failed"; failure: Failure };

/** All of a long visit, so that the tally is whole; the page shows the newest. */
const mostRows = 5_000;
const mostSpeeds = 60;

export const idleGenerator: GeneratorState = {
  phase: "idle",
  gpu: null,
  device: null,
  download: null,
  rows: [],
  speeds: [],
  speedNow: 0,
  made: 0,
  unsent: 0,
  failure: null,
};

export function rowKey(leaseId: string, seed: number): string {
  return `${leaseId}:${seed}`;
}

export function nextGeneratorState(state: GeneratorState, event: GeneratorEvent): GeneratorState {
  switch (event.kind) {
    case "phase":
      return { ...state, phase: event.phase, failure: null, ...(event.phase === "working" ? { download: null } : {}) };
    case "device":
      return { ...state, gpu: event.gpu, device: event.device };
    case "download":
      return { ...state, download: event.download };
    case "rows":
      return { ...state, rows: withRows(state.rows, event.rows), speedNow: event.speed };
    case "drawn": {
      const rows = withRows(withoutUnfinished(state.rows, event.rows), event.rows);
      const speeds = [...state.speeds, event.speed].slice(-mostSpeeds);
      return { ...state, rows, speeds, speedNow: 0, made: state.made + event.rows.length };
    }
    case "results":
      return { ...state, rows: state.rows.map((row) => withResult(row, event.leaseId, event.results)) };
    case "states":
      return { ...state, rows: state.rows.map((row) => withState(row, event.samples)) };
    case "unsent":
      return { ...state, unsent: event.count };
    case "failed":
      return {
        ...state,
        phase: "failed",
        failure: event.failure,
        download: null,
        rows: withoutUnfinished(state.rows, []),
      };
    default:
      return assertNever(event);
  }
}

export type Tally = {
  accepted: number;
  checking: number;
  refused: number;
  reasons: ReadonlyArray<[SampleCode, number]>;
  earnedWei: bigint;
};

/** What became of the rows that were made, with the reasons against those that are not paid, most frequent first. */
export function tallyOf(rows: ReadonlyArray<GeneratorRow>): Tally {
  const reasons = new Map<SampleCode, number>();
  for (const { code } of rows) if (code) reasons.set(code, (reasons.get(code) ?? 0) + 1);
  const accepted = rows.filter((row) => row.state === "accepted");
  return {
    accepted: accepted.length,
    checking: rows.filter((row) => row.state === "submitted" || row.state === "suspect").length,
    refused: rows.filter((row) => row.state === "rejected" || row.state === "refused").length,
    reasons: [...reasons].sort(([, left], [, right]) => right - left),
    earnedWei: accepted.reduce((sum, row) => sum + row.priceWei, 0n),
  };
}

export function meanOf(speeds: ReadonlyArray<number>): number {
  return speeds.length === 0 ? 0 : speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
}

function withRows(rows: ReadonlyArray<GeneratorRow>, changed: ReadonlyArray<GeneratorRow>): Array<GeneratorRow> {
  const byKey = new Map(changed.map((row) => [row.key, row]));
  const known = rows.map((row) => byKey.get(row.key) ?? row);
  const keys = new Set(rows.map((row) => row.key));
  return [...changed.filter((row) => !keys.has(row.key)), ...known].slice(0, mostRows);
}

/** Rows that were stopped in the middle of a sentence are of no use to anybody. */
function withoutUnfinished(
  rows: ReadonlyArray<GeneratorRow>,
  kept: ReadonlyArray<GeneratorRow>,
): ReadonlyArray<GeneratorRow> {
  const keys = new Set(kept.map((row) => row.key));
  return rows.filter((row) => row.state !== "writing" || keys.has(row.key));
}

function withResult(row: GeneratorRow, leaseId: string, results: ReadonlyArray<SampleResult>): GeneratorRow {
  const result = results.find(({ seed }) => rowKey(leaseId, seed) === row.key);
  return result ? { ...row, state: result.state, ...codeOf(result.code), ...idOf(result.sampleId) } : row;
}

function withState(row: GeneratorRow, samples: Extract<GeneratorEvent, { kind: "states" }>["samples"]): GeneratorRow {
  const sample = samples.find(({ sampleId }) => sampleId === row.sampleId);
  return sample ? { ...row, state: sample.state, ...codeOf(sample.code) } : row;
}

function codeOf(code: SampleCode | undefined): { code?: SampleCode } {
  return code ? { code } : {};
}

function idOf(sampleId: string | undefined): { sampleId?: string } {
  return sampleId ? { sampleId } : {};
}
