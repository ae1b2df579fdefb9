// One generating worker as the page holds it: calls that answer, news in between, and an end. After a failure it is of no more
// use: end it and start another.
import {
  type DrawnRow,
  type FailureCode,
  type FromWorker,
  fromWorker,
  type Gpu,
  type GrowingRow,
  type RefusedRowCode,
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

export type LoadProgress = { loadedBytes: number; totalBytes: number; from: "cache" | "network" };
type Draw = Omit<Extract<ToWorker, { type: "draw" }>, "type" | "job">;
type Load = { model: WorkerModel; device: WorkerDevice; threads: number };
type News = (message: FromWorker) => void;
type Waiting = { news: News; reject: (failure: WorkerFailure) => void };

export type Ready = { dtype: string; threads: number; isStored: boolean };
export type RefusedRow = { index: number; seed: number; code: RefusedRowCode };
/** `rows`: those that ended, in the order in which they did. */
export type Drawn = { rows: Array<DrawnRow>; refused: Array<RefusedRow>; tokensPerSecond: number };

/** Rows are named by their index in the draw. */
export type DrawNews = {
  onGrowing?: (rows: Array<GrowingRow>, tokensPerSecond: number) => void;
  onRow?: (row: DrawnRow, index: number) => void;
  onRefused?: (refused: RefusedRow) => void;
};

export type GenerateWorker = {
  findGpu: () => Promise<Gpu | null>;
  /** @param onProgress bytes that came, of all */
  load: (load: Load, onProgress: (progress: LoadProgress | "warming") => void) => Promise<Ready>;
  draw: (draw: Draw, news: DrawNews) => Promise<Drawn>;
  /** The present draw holds still within a token, and goes on from there. */
  pause: () => void;
  resume: () => void;
  /** Ends the present draw within a token; it answers with the rows that had ended. */
  stop: () => void;
  /** @param tokensPerSecond of all rows together, 0 for no limit; it holds for the draws to come, too */
  pace: (tokensPerSecond: number) => void;
  end: () => void;
};

/** @param onLost called once when the worker fails while nothing is asked of it, as a lost device does */
export function startGenerateWorker(onLost: (failure: WorkerFailure) => void): GenerateWorker {
  const worker = new Worker(new URL("../../../../workers/browser/generate.worker.ts", import.meta.url), {
    type: "module",
  });
  const bell = globalThis.crossOriginIsolated ? new SharedArrayBuffer(4) : null;
  const waiting = new Map<number, Waiting>();
  let lastJob = 0;
  let drawJob = 0;
  let hasFailed = false;

  function failAll(failure: WorkerFailure): void {
    const jobs = [...waiting.values()];
    waiting.clear();
    for (const { reject } of jobs) reject(failure);
    if (jobs.length === 0 && !hasFailed) onLost(failure);
    hasFailed = true;
  }

  worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const heard = fromWorker.safeParse(data);
    if (!heard.success) {
      worker.terminate();
      return failAll(new WorkerFailure("run-failed", heard.error.message));
    }
    const message = heard.data;
    if (message.type === "failed") failAll(new WorkerFailure(message.code, message.message));
    else waiting.get(message.job)?.news(message);
  });
  worker.addEventListener("error", (event) => failAll(new WorkerFailure("worker-ended", event.message ?? "")));

  /** The bell is rung after the message, so that whoever hears it finds one. */
  function say(message: ToWorker): void {
    worker.postMessage(message);
    if (bell) Atomics.add(new Int32Array(bell), 0, 1);
  }

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
      say(toMessage(job));
    });
  }

  return {
    findGpu: () =>
      ask<Gpu | null>(
        (job) => ({ type: "check", job }),
        (message, answer) => message.type === "checked" && answer(message.gpu),
      ),
    load: (load, onProgress) =>
      ask<Ready>(
        (job) => ({ type: "load", job, ...load, ...(bell ? { bell } : {}) }),
        (message, answer) => {
          if (message.type === "progress") onProgress(message);
          if (message.type === "warming") onProgress("warming");
          if (message.type === "ready") answer(message);
        },
      ),
    draw: (draw, news) => {
      const rows: Array<DrawnRow> = [];
      const refused: Array<RefusedRow> = [];
      return ask<Drawn>(
        (job) => {
          drawJob = job;
          return { type: "draw", job, ...draw };
        },
        (message, answer) => {
          if (message.type === "rows") news.onGrowing?.(message.rows, message.tokensPerSecond);
          if (message.type === "row") {
            rows.push(message.row);
            news.onRow?.(message.row, message.index);
          }
          if (message.type === "refused-row") {
            const { index, seed, code } = message;
            refused.push({ index, seed, code });
            news.onRefused?.({ index, seed, code });
          }
          if (message.type === "done") answer({ rows, refused, tokensPerSecond: message.tokensPerSecond });
        },
      );
    },
    pause: () => say({ type: "pause", job: drawJob }),
    resume: () => say({ type: "resume", job: drawJob }),
    stop: () => say({ type: "stop", job: drawJob }),
    pace: (tokensPerSecond) => say({ type: "pace", job: drawJob, tokensPerSecond }),
    end: () => {
      worker.terminate();
      waiting.clear();
    },
  };
}
