// Life of this worker: check → load → warm up → ready → draw, draw, … It never outlives a failure: after one failed run every
// later one fails too, so it says so and ends; the page starts another.
import { findGpu } from "#workers/browser/device.ts";
import { drawAll } from "#workers/browser/draw.ts";
import { drawControl } from "#workers/browser/draw-control.ts";
import { failureOf } from "#workers/browser/failure-of.ts";
import { type LoadedModel, loadModel } from "#workers/browser/load-model.ts";
import { type FailureCode, type FromWorker, type ToWorker, toWorker } from "#workers/browser/protocol.ts";
import { isRight } from "#workers/browser/warm-up.ts";

type Load = Extract<ToWorker, { type: "load" }>;
type Draw = Extract<ToWorker, { type: "draw" }>;

const progressEveryMs = 50;

let loaded: LoadedModel | null = null;
const control = drawControl();

self.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const message = toWorker.parse(data);
  if (message.type === "check") void check(message.job);
  if (message.type === "load") void load(message).catch(fail(message.job, "load-failed"));
  if (message.type === "draw") void draw(message).catch(fail(message.job, "run-failed"));
  if (message.type === "pause") control.pause();
  if (message.type === "resume") control.resume();
  if (message.type === "stop") control.stop(message.job);
  if (message.type === "pace") control.pace(message.tokensPerSecond);
});

async function check(job: number): Promise<void> {
  tell({ type: "checked", job, gpu: await findGpu() });
}

async function load({ job, model, device, threads, bell }: Load): Promise<void> {
  if (bell) control.listen(bell);
  let toldAt = 0;
  const ready = await loadModel({
    model,
    device,
    threads,
    onProgress: (progress) => {
      const isAll = progress.loadedBytes === progress.totalBytes;
      if (!isAll && performance.now() - toldAt < progressEveryMs) return;
      toldAt = performance.now();
      tell({ type: "progress", job, ...progress });
    },
  });
  tell({ type: "warming", job });
  if (!(await isRight(ready))) {
    return fail(job, "device-wrong")(new Error("This device computes other scores than it should."));
  }
  void ready.lost.then((reason) => fail(job, "device-lost")(new Error(reason)));
  loaded = ready;
  tell({ type: "ready", job, device, dtype: model.dtype, threads: ready.threads, isStored: ready.isStored });
}

async function draw(message: Draw): Promise<void> {
  if (!loaded) throw new Error("The model is not loaded yet.");
  await drawAll({ draw: message, loaded, control, tell });
}

function fail(job: number, otherwise: FailureCode): (error: unknown) => void {
  return (error) => {
    tell({ type: "failed", job, ...failureOf(error, otherwise) });
    self.close();
  };
}

function tell(message: FromWorker): void {
  self.postMessage(message);
}
