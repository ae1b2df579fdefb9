// The generator's state as a pure function of what happened.
import type { SampleCode, SampleResult } from "#app/features/generation/api.ts";
import {
  type GeneratorEvent,
  type GeneratorRow,
  type GeneratorState,
  type Phase,
  rowKey,
} from "#app/features/generation/run/generator-state.ts";
import { assertNever } from "#app/lib/invariant.ts";

/** All of a long visit, so that the tally is whole; the page shows the newest. */
const mostRows = 5_000;
const mostSpeeds = 120;

export function nextGeneratorState(state: GeneratorState, event: GeneratorEvent): GeneratorState {
  switch (event.kind) {
    case "phase":
      return inPhase(state, event.phase);
    case "gpu":
      return { ...state, gpu: event.gpu };
    case "opened": {
      const { kind: _, ...opened } = event;
      return { ...state, ...opened };
    }
    case "download":
      return { ...state, download: event.download };
    case "ask":
      return { ...state, ask: event.ask };
    case "rows":
      return { ...state, rows: withRows(state.rows, event.rows), speedNow: event.speed };
    case "drawn":
      return { ...state, rows: withRows(state.rows, event.rows), made: state.made + event.rows.length };
    case "problems":
      return { ...state, rows: withRows(state.rows, event.rows) };
    case "draw-ended":
      return { ...state, rows: withoutUnfinished(state.rows), speedNow: 0 };
    case "tick":
      return withTick(state, event);
    case "results":
      return { ...state, rows: state.rows.map((row) => withResult(row, event.leaseId, event.results)) };
    case "states":
      return { ...state, rows: state.rows.map((row) => withState(row, event.samples)) };
    case "kept":
      return { ...state, kept: event.rows, unsent: event.samples };
    case "kept-where":
      return { ...state, isStoreWorking: event.isStoreWorking };
    case "elsewhere":
      return { ...state, elsewhere: event.leases };
    case "restart":
      return {
        ...state,
        restart: { failure: event.failure, count: event.count },
        rows: withoutUnfinished(state.rows),
        speedNow: 0,
      };
    case "retry":
      return { ...state, retryAt: event.at };
    case "tab":
      return { ...state, tab: event.tab };
    case "awake":
      return { ...state, isAwake: event.isAwake };
    case "persisted":
      return { ...state, isPersisted: event.isPersisted };
    case "settings":
      return { ...state, settings: event.settings };
    case "can-tell":
      return { ...state, canTell: event.canTell };
    case "failed":
      return {
        ...inPhase(state, "failed"),
        failure: event.failure,
        rows: withoutUnfinished(state.rows),
        speedNow: 0,
      };
    default:
      return assertNever(event);
  }
}

const loadingPhases: ReadonlyArray<Phase> = ["asking", "checking", "loading", "warming", "restarting"];

function inPhase(state: GeneratorState, phase: Phase): GeneratorState {
  return {
    ...state,
    phase,
    failure: null,
    ask: phase === "asking" ? state.ask : null,
    download: loadingPhases.includes(phase) ? state.download : null,
  };
}

function withTick(state: GeneratorState, { tokens, seconds }: { tokens: number; seconds: number }): GeneratorState {
  const written = { tokens: state.written.tokens + tokens, seconds: state.written.seconds + seconds };
  const speeds = seconds > 0 ? [...state.speeds, tokens / seconds].slice(-mostSpeeds) : state.speeds;
  return { ...state, written, speeds, average: written.seconds > 0 ? written.tokens / written.seconds : 0 };
}

function withRows(rows: ReadonlyArray<GeneratorRow>, changed: ReadonlyArray<GeneratorRow>): Array<GeneratorRow> {
  const byKey = new Map(changed.map((row) => [row.key, row]));
  const known = rows.map((row) => byKey.get(row.key) ?? row);
  const keys = new Set(rows.map((row) => row.key));
  return [...changed.filter((row) => !keys.has(row.key)), ...known].slice(0, mostRows);
}

/** Rows that were stopped in the middle of a sentence are of no use to anybody. */
function withoutUnfinished(rows: ReadonlyArray<GeneratorRow>): ReadonlyArray<GeneratorRow> {
  return rows.filter((row) => row.state !== "writing");
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
