// Checks others' samples in this browser: leases, runs the model over each, sends what it found. One tab at a time does it, and
// nothing is kept here: what a closed tab had leased goes to somebody else.
import { type CatalogueModel, catalogue, type Dtype } from "#app/features/generation/models/catalogue.ts";
import { workerModelFor } from "#app/features/generation/models/model-for.ts";
import { modelOf } from "#app/features/generation/models/model-of.ts";
import { isModelStored, storedModels } from "#app/features/generation/models/model-storage.client.ts";
import { type MeasureWorker, startMeasureWorker } from "#app/features/generation/replay/measure-worker.client.ts";
import type { ReplayView } from "#app/features/generation/replay/replay-api.ts";
import {
  idleVerifier,
  nextVerifierState,
  type VerifierEvent,
  type VerifierState,
} from "#app/features/generation/replay/verifier-state.ts";
import { failureOf } from "#app/features/generation/run/failure-of.client.ts";
import { CallRefused, leaseReplays, sendReplays } from "#app/features/generation/run/generation-api.client.ts";
import { fateOf } from "#app/features/generation/run/refused-call.ts";
import { retryDelayMs } from "#app/features/generation/run/retry-delay.ts";
import { findGpu } from "#workers/browser/device.ts";
import type { WorkerDevice } from "#workers/browser/protocol.ts";

export type Verifier = {
  state: () => VerifierState;
  subscribe: (listener: () => void) => () => void;
  start: () => void;
  stop: () => void;
  end: () => void;
};

const replaysAtOnce = 2;
const waitMs = 20_000;

export function createVerifier({ address, hubUrl }: { address: string; hubUrl: string }): Verifier {
  let state = idleVerifier;
  const listeners = new Set<() => void>();
  let running: AbortController | null = null;

  function note(event: VerifierEvent): void {
    state = nextVerifierState(state, event);
    for (const listener of listeners) listener();
  }

  function stop(): void {
    if (!running) return;
    running.abort();
    running = null;
    note({ kind: "phase", phase: "idle" });
  }

  async function run(signal: AbortSignal): Promise<void> {
    const noteWhileRunning = (event: VerifierEvent) => {
      if (!signal.aborted) note(event);
    };
    try {
      await alone({ address, signal, note: noteWhileRunning }, () => work({ hubUrl, signal, note: noteWhileRunning }));
    } catch (error) {
      if (signal.aborted) return;
      running = null;
      note({ kind: "failed", failure: failureOf(error) });
    }
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      if (running) return;
      running = new AbortController();
      void run(running.signal);
    },
    stop,
    end: () => {
      stop();
      listeners.clear();
    },
  };
}

type Running = { signal: AbortSignal; note: (event: VerifierEvent) => void };

/** Two tabs of a member do not check twice; where there are no locks, each is taken for the only one. */
async function alone({ address, signal, note }: Running & { address: string }, go: () => Promise<void>): Promise<void> {
  if (!("locks" in navigator)) return go();
  note({ kind: "phase", phase: "elsewhere" });
  await navigator.locks.request(`praca verify ${address}`, { signal }, go);
}

async function work({ hubUrl, signal, note }: Running & { hubUrl: string }): Promise<void> {
  const models = openModels(hubUrl);
  signal.addEventListener("abort", models.end, { once: true });
  let failures = 0;
  try {
    while (!signal.aborted) {
      try {
        note({ kind: "phase", phase: "leasing" });
        const isBusy = await checkSome({ models, signal, note });
        failures = 0;
        if (isBusy) continue;
        note({ kind: "phase", phase: "waiting" });
        await pause(waitMs, signal);
      } catch (error) {
        if (!(error instanceof CallRefused) || fateOf(error) !== "later") throw error;
        note({ kind: "phase", phase: "waiting-for-network" });
        const asked = (error.retryAfterSeconds ?? 0) * 1_000;
        await pause(Math.max(asked, retryDelayMs(failures++, Math.random())), signal);
      }
    }
  } finally {
    models.end();
  }
}

/** Answers false when nothing was there that this browser can check, or nothing was taken. */
async function checkSome({ models, signal, note }: Running & { models: Models }): Promise<boolean> {
  const leased = await leaseReplays({ models: await models.list(), count: replaysAtOnce });
  let taken = 0;
  for (const replay of leased) {
    if (signal.aborted) return true;
    const device = await models.deviceFor(replay.model);
    if (signal.aborted) return true;
    if (!device) continue;
    note({ kind: "phase", phase: "loading" });
    const worker = await models.open(replay.model, device, (loadedBytes, totalBytes) =>
      note({ kind: "download", loadedBytes, totalBytes }),
    );
    note({ kind: "phase", phase: "measuring" });
    const steps = await worker.measure(replay.steps);
    const measured = { id: replay.id, backend: device, dtype: replay.model.dtype, steps };
    const [result] = await sendReplays({ replays: [measured] });
    const isTaken = result?.state === "recorded";
    note(isTaken ? { kind: "recorded", priceWei: BigInt(replay.priceWei) } : { kind: "refused" });
    if (isTaken) taken++;
  }
  return taken > 0;
}

type Named = ReplayView["model"];
type Models = ReturnType<typeof openModels>;

/** One model at a time, in the very form that wrote the sample: other weights give other words. */
function openModels(hubUrl: string) {
  let opened: { key: string; worker: MeasureWorker; ready: Promise<void> } | null = null;

  function end(): void {
    opened?.worker.end();
    opened = null;
  }

  return {
    end,
    /** Our own, and those that are here already: nothing large travels unasked. */
    list: async (): Promise<Array<string>> => {
      const own = catalogue.filter(({ source }) => source === "site");
      return [...new Set([...own, ...(await storedModels())].map(({ id }) => id))];
    },
    /** null where this browser can't run that form, or would have to download it. */
    deviceFor: async (named: Named): Promise<WorkerDevice | null> => {
      const form = formOf(named);
      if (!form || !(await isHere(form, hubUrl))) return null;
      if (!needsHalves(form.dtype)) return "wasm";
      return (await findGpu())?.hasF16 ? "webgpu" : null;
    },
    open: async (
      named: Named,
      device: WorkerDevice,
      onProgress: (loadedBytes: number, totalBytes: number) => void,
    ): Promise<MeasureWorker> => {
      const key = JSON.stringify([named, device]);
      if (opened?.key !== key) {
        end();
        const form = formOf(named);
        if (!form) throw new Error(`${named.id} has no files of the form ${named.dtype}.`);
        const worker = startMeasureWorker();
        const load = { model: workerModelFor(form.model, form.dtype, hubUrl), device, threads: 1 };
        opened = { key, worker, ready: worker.load(load, onProgress) };
      }
      const { worker, ready } = opened;
      await ready;
      return worker;
    },
  };
}

const dtypes: ReadonlyArray<Dtype> = ["fp32", "fp16", "q8", "q4", "q4f16"];

/** The model of the catalogue or of its card, in the form that wrote the sample; null when neither has its files. */
function formOf(named: Named): { model: CatalogueModel; dtype: Dtype } | null {
  const model = modelOf(named);
  const dtype = dtypes.find((form) => form === named.dtype);
  return model && dtype && model.files[dtype] ? { model, dtype } : null;
}

async function isHere({ model, dtype }: { model: CatalogueModel; dtype: Dtype }, hubUrl: string): Promise<boolean> {
  return model.source === "site" || isModelStored(model, dtype, hubUrl);
}

function needsHalves(dtype: Dtype): boolean {
  return dtype === "fp16" || dtype === "q4f16";
}

/** Ends early when checking is stopped. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    signal.addEventListener("abort", over);
  });
}
