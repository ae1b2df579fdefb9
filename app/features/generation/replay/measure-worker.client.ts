// One measuring worker as the page holds it. After a failure it is of no more use: end it and start another.
import { WorkerFailure } from "#app/features/generation/models/worker.client.ts";
import {
  type FromMeasurer,
  fromMeasurer,
  type MeasuredStep,
  type StepToMeasure,
  type ToMeasurer,
} from "#workers/browser/measure-protocol.ts";
import type { WorkerDevice, WorkerModel } from "#workers/browser/protocol.ts";

type Load = { model: WorkerModel; device: WorkerDevice; threads: number };
type Waiting = { job: number; news: (message: FromMeasurer) => void; reject: (failure: WorkerFailure) => void };

export type MeasureWorker = {
  load: (load: Load, onProgress: (loadedBytes: number, totalBytes: number) => void) => Promise<void>;
  /** The steps of one sample. */
  measure: (steps: ReadonlyArray<StepToMeasure>) => Promise<Array<MeasuredStep>>;
  end: () => void;
};

export function startMeasureWorker(): MeasureWorker {
  const worker = new Worker(new URL("../../../../workers/browser/measure.worker.ts", import.meta.url), {
    type: "module",
  });
  let waiting: Waiting | null = null;
  let lost: WorkerFailure | null = null;
  let lastJob = 0;

  function fail(failure: WorkerFailure): void {
    lost = failure;
    waiting?.reject(failure);
    waiting = null;
  }

  worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const parsed = fromMeasurer.safeParse(data);
    // A message that is none of ours would leave what waits for it waiting for ever.
    if (!parsed.success) return fail(new WorkerFailure("worker-ended", parsed.error.message));
    const message = parsed.data;
    if (message.type === "failed") fail(new WorkerFailure(message.code, message.message));
    else if (message.job === waiting?.job) waiting.news(message);
  });
  worker.addEventListener("error", (event) => fail(new WorkerFailure("worker-ended", event.message ?? "")));

  function ask<Answer>(
    toMessage: (job: number) => ToMeasurer,
    onNews: (message: FromMeasurer, answer: (value: Answer) => void) => void,
  ): Promise<Answer> {
    if (lost) return Promise.reject(lost);
    const job = ++lastJob;
    return new Promise((resolve, reject) => {
      const answer = (value: Answer) => {
        waiting = null;
        resolve(value);
      };
      waiting = { job, news: (message) => onNews(message, answer), reject };
      worker.postMessage(toMessage(job));
    });
  }

  return {
    load: (load, onProgress) =>
      ask<void>(
        (job) => ({ type: "load", job, ...load }),
        (message, answer) => {
          if (message.type === "progress") onProgress(message.loadedBytes, message.totalBytes);
          if (message.type === "ready") answer();
        },
      ),
    measure: (steps) =>
      ask<Array<MeasuredStep>>(
        (job) => ({ type: "measure", job, steps }),
        (message, answer) => message.type === "measured" && answer(message.steps),
      ),
    end: () => {
      worker.terminate();
      fail(new WorkerFailure("worker-ended", "ended"));
    },
  };
}
