// Checks others' samples: load → ready → measure, measure, … Like the worker that draws it never outlives a failure.
import { measureAnswer } from "#app/features/generation/replay/measure-answer.ts";
import { edgeOf } from "#app/features/generation/replay/tolerances.ts";
import { failureOf } from "#workers/browser/failure-of.ts";
import { type LoadedModel, loadModel } from "#workers/browser/load-model.ts";
import {
  type FromMeasurer,
  type MeasuredStep,
  type ToMeasurer,
  toMeasurer,
} from "#workers/browser/measure-protocol.ts";
import type { FailureCode } from "#workers/browser/protocol.ts";
import { isRight } from "#workers/browser/warm-up.ts";

type Load = Extract<ToMeasurer, { type: "load" }>;
type Measure = Extract<ToMeasurer, { type: "measure" }>;

const progressEveryMs = 100;

let loaded: LoadedModel | null = null;

self.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const message = toMeasurer.parse(data);
  if (message.type === "load") void load(message).catch(fail(message.job, "load-failed"));
  if (message.type === "measure") void measure(message).catch(fail(message.job, "run-failed"));
});

async function load({ job, model, device, threads }: Load): Promise<void> {
  let toldAt = 0;
  const ready = await loadModel({
    model,
    device,
    threads,
    onProgress: ({ loadedBytes, totalBytes }) => {
      if (loadedBytes !== totalBytes && performance.now() - toldAt < progressEveryMs) return;
      toldAt = performance.now();
      tell({ type: "progress", job, loadedBytes, totalBytes });
    },
  });
  // A device that lies would call honest samples forged.
  if (!(await isRight(ready)))
    return fail(job, "device-wrong")(new Error("This device computes other scores than it should."));
  void ready.lost.then((reason) => fail(job, "device-lost")(new Error(reason)));
  loaded = ready;
  tell({ type: "ready", job });
}

async function measure({ job, steps }: Measure): Promise<void> {
  if (!loaded) throw new Error("The model is not loaded yet.");
  const measured: Array<MeasuredStep> = [];
  for (const step of steps) measured.push(await measureAnswer(loaded, step, edgeOf(loaded.model.dtype)));
  tell({ type: "measured", job, steps: measured });
}

function fail(job: number, otherwise: FailureCode): (error: unknown) => void {
  return (error) => {
    tell({ type: "failed", job, ...failureOf(error, otherwise) });
    self.close();
  };
}

function tell(message: FromMeasurer): void {
  self.postMessage(message);
}
