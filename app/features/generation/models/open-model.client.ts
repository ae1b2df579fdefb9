// From a model to a worker that is ready to draw with it, on the device that suits it.
import type { Device, Dtype } from "#app/features/generation/models/catalogue.ts";
import {
  type DeviceReason,
  type Raced,
  raceWinner,
  threadsFor,
} from "#app/features/generation/models/device-choice.ts";
import { forgetDevice, rememberDevice } from "#app/features/generation/models/device-memory.client.ts";
import { workerModelFor } from "#app/features/generation/models/model-for.ts";
import { plannedDevice, type Wanted } from "#app/features/generation/models/planned-device.client.ts";
import {
  type GenerateWorker,
  type LoadProgress,
  WorkerFailure,
} from "#app/features/generation/models/worker.client.ts";
import { takeWorker } from "#app/features/generation/models/worker-ahead.client.ts";
import type { Gpu } from "#workers/browser/protocol.ts";

export type OpenedModel = {
  worker: GenerateWorker;
  device: Device;
  dtype: Dtype;
  gpu: Gpu | null;
  why: DeviceReason;
  /** What each device reached over a few tokens; empty where none was compared. */
  race: ReadonlyArray<Raced>;
  threads: number;
  /** Whether the files are kept here; they travel again next time where there was no room. */
  isStored: boolean;
};

export type OpeningNews =
  | { phase: "checking" }
  | { phase: "loading"; gpu: Gpu | null; device: Device; dtype: Dtype; progress: LoadProgress | null }
  | { phase: "warming" }
  /** The worker failed while nothing was asked of it: open the model again. */
  | { phase: "lost"; failure: WorkerFailure };

export type Opening = Wanted & {
  on: (news: OpeningNews) => void;
  /** Ends the opening, which then throws the signal's reason. */
  signal?: AbortSignal;
};

/** Throws a WorkerFailure when no device can run the model. */
export async function openModel(opening: Opening): Promise<OpenedModel> {
  opening.on({ phase: "checking" });
  const workers = workersOf(opening);
  try {
    const model = await Promise.race([opened(opening, workers), abortOf(opening.signal)]);
    workers.endAllBut(model);
    return model;
  } catch (error) {
    workers.endAllBut(null);
    throw error;
  }
}

type Workers = ReturnType<typeof workersOf>;

/** The workers of one opening: whatever happens, none but the one that is handed out outlives it. */
function workersOf({ on, model }: Opening) {
  const started = new Set<GenerateWorker>();
  let isOver = false;
  let handedOut: OpenedModel | null = null;
  return {
    start: () => {
      const taken = takeWorker((failure) => {
        if (taken.worker !== handedOut?.worker) return;
        forgetDevice({ model, gpu: handedOut.gpu });
        on({ phase: "lost", failure });
      });
      if (isOver) taken.worker.end();
      else started.add(taken.worker);
      return taken;
    },
    endAllBut: (kept: OpenedModel | null) => {
      isOver = true;
      handedOut = kept;
      for (const worker of started) if (worker !== kept?.worker) worker.end();
    },
  };
}

function abortOf(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

async function opened(opening: Opening, workers: Workers): Promise<OpenedModel> {
  const { model, choice } = opening;
  const first = workers.start();
  const gpu = await (first.gpu ?? first.worker.findGpu());
  const plan = await plannedDevice(opening, gpu);
  const load = (device: Device, { worker = workers.start().worker, isTold = true } = {}) =>
    loadedOn({ opening, worker, device, dtype: plan.dtypes[device], gpu, isTold });

  const [device = "wasm", rival] = plan.devices;
  // The rival's bar would only move the other one back and forth; that it fails is no matter as long as the first does not.
  const rivalLoad = rival ? load(rival, { isTold: false }).catch(() => null) : null;
  const rest = { gpu, race: [] };
  try {
    const one = await load(device, { worker: first.worker });
    const other = await rivalLoad;
    if (other) return await winnerOf(opening, { gpu, one, other });
    return { ...one, ...rest, why: rival ? "gpu-not-raced" : plan.why };
  } catch (failure) {
    const why = reasonOf(failure);
    // A graphics processor that failed or lied leaves the processor, unless the person asked for it and nothing else.
    if (choice || device === "wasm" || !why) throw failure;
    forgetDevice({ model, gpu });
    return { ...((await rivalLoad) ?? (await load("wasm"))), ...rest, why };
  }
}

type Rivals = { gpu: Gpu | null; one: Runner; other: Runner };

/** Throws what made the graphics processor fail in the race; where the processor fails in it, the other one has won. */
async function winnerOf({ model }: Opening, { gpu, one, other }: Rivals): Promise<OpenedModel> {
  const isHidden = () => document.visibilityState === "hidden";
  const wasHidden = isHidden();
  const raced = await racedOn(one);
  const rival = await racedOn(other).catch(() => null);
  if (!rival) return { ...one, gpu, race: [], why: "gpu-not-raced" };
  const race = [raced, rival];
  const winner = raceWinner(race) === one.device ? one : other;
  // A page that nobody sees is slowed down, and not both devices alike.
  if (!wasHidden && !isHidden()) rememberDevice({ model, gpu }, winner.device);
  return { ...winner, gpu, race, why: "raced" };
}

/** What a failure says of the graphics processor; null when it is a file or the network that failed. */
function reasonOf(failure: unknown): DeviceReason | null {
  if (!(failure instanceof WorkerFailure)) return null;
  if (failure.code === "device-wrong") return "gpu-wrong";
  const ofDevice = ["load-failed", "device-lost", "out-of-memory", "run-failed", "worker-ended"];
  return ofDevice.includes(failure.code) ? "gpu-failed" : null;
}

type Runner = Omit<OpenedModel, "gpu" | "why" | "race">;
type Loading = {
  opening: Opening;
  worker: GenerateWorker;
  device: Device;
  dtype: Dtype;
  gpu: Gpu | null;
  isTold: boolean;
};

async function loadedOn({ opening, worker, device, dtype, gpu, isTold }: Loading): Promise<Runner> {
  const { model, hubUrl } = opening;
  const on = isTold ? opening.on : () => {};
  on({ phase: "loading", gpu, device, dtype, progress: null });
  const cores = { isIsolated: window.crossOriginIsolated, cores: navigator.hardwareConcurrency };
  const load = { model: workerModelFor(model, dtype, hubUrl), device, threads: threadsFor(model.parameters, cores) };
  const { threads, isStored } = await worker.load(load, (progress) =>
    on(progress === "warming" ? { phase: "warming" } : { phase: "loading", gpu, device, dtype, progress }),
  );
  return { worker, device, dtype, threads, isStored };
}

/** About as many rows as a draw has, and few tokens of them. */
const raceRows = 16;
const raceParams = { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxNewTokens: 8 };

/** One at a time, and the second of two draws: neither the other device nor the first run is to be measured. */
async function racedOn({ worker, device }: Runner): Promise<Raced> {
  const messages = [{ role: "user" as const, content: "Hello." }];
  const rows = Array.from({ length: raceRows }, (_unused, seed) => ({ seed, messages }));
  await worker.draw({ rows, params: { ...raceParams, maxNewTokens: 2 } }, {});
  const { tokensPerSecond } = await worker.draw({ rows, params: raceParams }, {});
  return { device, tokensPerSecond };
}
