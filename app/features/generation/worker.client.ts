// One generating worker as the page holds it: calls that answer, news in between, and an end. After a failure it is of no more
// use: end it and start another.
import {
  type DrawnRow,
  type FailureCode,
  type FromWorker,
  fromWorker,
  type Gpu,
  type GrowingRow,
  type ToWorker,
  type WorkerDevice,
  type WorkerModel,
} from "#workers/browser/protocol.ts";

export class WorkerFailure extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message);
  }
}

type Progress = { loadedBytes: number; totalBytes: number };
type Draw = Omit<Extract<ToWorker, { type: "draw" }>, "type" | "job">;
type Load = { model: WorkerModel; device: WorkerDevice };
type News = (message: FromWorker) => void;
type Waiting = { news: News; reject: (failure: WorkerFailure) => void };

export type Drawn = { rows: Array<DrawnRow>; tokensPerSecond: number };

export type GenerateWorker = {
  findGpu: () => Promise<Gpu | null>;
  /** @param onProgress bytes that travelled, of all */
  load: (load: Load, onProgress: (progress: Progress | "warming") => void) => Promise<void>;
  draw: (draw: Draw, onRows: (rows: Array<GrowingRow>, tokensPerSecond: number) => void) => Promise<Drawn>;
  /** Ends the present draw within a token; it answers with the rows that had ended. */
  stop: () => void;
  end: () => void;
};

/** @param onLost called once when the worker fails while nothing is asked of it, as a lost device does */
export function startGenerateWorker(onLost: (failure: WorkerFailure) => void): GenerateWorker {
  const worker = new Worker(new URL("../../../workers/browser/generate.worker.ts", import.meta.url), {
    type: "module",
  });
  const waiting = new Map<number, Waiting>();
  let lastJob = 0;
  let drawJob = 0;

  function failAll(failure: WorkerFailure): void {
    const jobs = [...waiting.values()];
    waiting.clear();
    for (const { reject } of jobs) reject(failure);
    if (jobs.length === 0) onLost(failure);
  }

  worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const message = fromWorker.parse(data);
    if (message.type === "failed") failAll(new WorkerFailure(message.code, message.message));
    else waiting.get(message.job)?.news(message);
  });
  worker.addEventListener("error", (event) => failAll(new WorkerFailure("worker-ended", event.message ?? "")));

  function ask<Answer>(
    toMessage: (job: number) => ToWorker,
    onNews: (message: FromWorker, answer: (value: Answer) => void) => void,
  ): Promise<Answer> {
    const job = ++lastJob;
    return new Promise((resolve, reject) => {
      const answer = (value: Answer) => {
        waiting.delete(job);
        resolve(value);
      };
      waiting.set(job, { news: (message) => onNews(message, answer), reject });
      worker.postMessage(toMessage(job));
    });
  }

  return {
    findGpu: () =>
      ask<Gpu | null>(
        (job) => ({ type: "check", job }),
        (message, answer) => message.type === "checked" && answer(message.gpu),
      ),
    load: (load, onProgress) =>
      ask<void>(
        (job) => ({ type: "load", job, ...load }),
        (message, answer) => {
          if (message.type === "progress") onProgress(message);
          if (message.type === "warming") onProgress("warming");
          if (message.type === "ready") answer();
        },
      ),
    draw: (draw, onRows) =>
      ask<Drawn>(
        (job) => {
          drawJob = job;
          return { type: "draw", job, ...draw };
        },
        (message, answer) => {
          if (message.type === "rows") onRows(message.rows, message.tokensPerSecond);
          if (message.type === "done") answer(message);
        },
      ),
    stop: () => worker.postMessage({ type: "stop", job: drawJob } satisfies ToWorker),
    end: () => {
      worker.terminate();
      waiting.clear();
    },
  };
}
