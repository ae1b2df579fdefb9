// From a model to a worker that is ready to draw with it, on the device that suits it.
import { z } from "zod";
import type { CatalogueModel, Device, Dtype } from "#app/features/generation/catalogue.ts";
import {
  type DeviceReason,
  devicePlan,
  type Raced,
  raceWinner,
  threadsFor,
} from "#app/features/generation/device-choice.ts";
import { dtypeFor, workerModelFor } from "#app/features/generation/model-for.ts";
import { isModelStored } from "#app/features/generation/model-storage.client.ts";
import {
  type GenerateWorker,
  type LoadProgress,
  startGenerateWorker,
  WorkerFailure,
} from "#app/features/generation/worker.client.ts";
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

export type Opening = {
  model: CatalogueModel;
  /** The device that the person chose; null leaves it to us. */
  choice: Device | null;
  hubUrl: string;
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
    workers.endAllBut(model.worker);
    return model;
  } catch (error) {
    workers.endAllBut(null);
    throw error;
  }
}

type Workers = ReturnType<typeof workersOf>;

/** The workers of one opening: whatever happens, none but the one that is handed out outlives it. */
function workersOf({ on }: Opening) {
  const started = new Set<GenerateWorker>();
  let isOver = false;
  let handedOut: GenerateWorker | null = null;
  return {
    start: (): GenerateWorker => {
      const worker = startGenerateWorker((failure) => {
        if (worker === handedOut) on({ phase: "lost", failure });
      });
      if (isOver) worker.end();
      else started.add(worker);
      return worker;
    },
    endAllBut: (kept: GenerateWorker | null) => {
      isOver = true;
      handedOut = kept;
      for (const worker of started) if (worker !== kept) worker.end();
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
  const { model, choice, hubUrl } = opening;
  const first = workers.start();
  const gpu = await first.findGpu();
  const dtypes = { webgpu: dtypeFor(model, "webgpu", gpu), wasm: dtypeFor(model, "wasm", gpu) };
  const isStored = (dtype: Dtype) => isModelStored(model, dtype, hubUrl);
  const isRaceFree =
    dtypes.webgpu === dtypes.wasm || ((await isStored(dtypes.webgpu)) && (await isStored(dtypes.wasm)));
  const remembered = rememberedDevice(model, gpu);
  const plan = devicePlan({ choice, gpu, files: model.files, dtypes, remembered, isRaceFree });
  const load = (device: Device, { worker = workers.start(), isTold = true } = {}) =>
    loadedOn({ opening, worker, device, dtype: dtypes[device], gpu, isTold });

  const [device = "wasm", rival] = plan.devices;
  // The rival's bar would only move the other one back and forth.
  const others = rival ? [load(rival, { isTold: false })] : [];
  const [one, other] = await Promise.allSettled([load(device, { worker: first }), ...others]);
  const rest = { gpu, race: [] };
  if (one?.status === "fulfilled") {
    if (other?.status !== "fulfilled") return { ...one.value, ...rest, why: plan.why };
    const race = [await racedOn(one.value), await racedOn(other.value)];
    const winner = raceWinner(race) === device ? one.value : other.value;
    rememberDevice(model, gpu, winner.device);
    return { ...winner, gpu, race, why: "raced" };
  }
  const failure: unknown = one?.reason;
  const why = reasonOf(failure);
  // A graphics processor that failed or lied leaves the processor, unless the person asked for it and nothing else.
  if (choice || device === "wasm" || !why) throw failure;
  forgetDevice(model, gpu);
  return { ...(other?.status === "fulfilled" ? other.value : await load("wasm")), ...rest, why };
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

const raceRows = 4;
const raceParams = { temperature: 1, topP: 1, topK: 0, repetitionPenalty: 1, maxNewTokens: 12 };

/** One at a time, and the second of two draws: neither the other device nor the first run is to be measured. */
async function racedOn({ worker, device }: Runner): Promise<Raced> {
  const messages = [{ role: "user" as const, content: "Hello." }];
  const rows = Array.from({ length: raceRows }, (_unused, seed) => ({ seed, messages }));
  await worker.draw({ rows, params: { ...raceParams, maxNewTokens: 4 } }, {});
  const { tokensPerSecond } = await worker.draw({ rows, params: raceParams }, {});
  return { device, tokensPerSecond };
}

const deviceSchema = z.enum(["webgpu", "wasm"]);

function memoryKey({ id, revision }: CatalogueModel, gpu: Gpu | null): string {
  return `praca device ${id} ${revision} ${gpu?.name ?? ""}`;
}

/** Storage may be closed to us: then the race is run again. */
function rememberedDevice(model: CatalogueModel, gpu: Gpu | null): Device | null {
  try {
    return deviceSchema.safeParse(localStorage.getItem(memoryKey(model, gpu))).data ?? null;
  } catch {
    return null;
  }
}

function rememberDevice(model: CatalogueModel, gpu: Gpu | null, device: Device): void {
  try {
    localStorage.setItem(memoryKey(model, gpu), device);
  } catch {}
}

function forgetDevice(model: CatalogueModel, gpu: Gpu | null): void {
  try {
    localStorage.removeItem(memoryKey(model, gpu));
  } catch {}
}
