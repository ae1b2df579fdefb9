// The bench's page. It holds one open contender of each name; Playwright asks it to open, run and close them.
import { z } from "zod";
import { ask } from "#scripts/bench/generation/page/asking.ts";
import { openOurs, runOurs } from "#scripts/bench/generation/page/ours.ts";
import { openWllama, runWllama } from "#scripts/bench/generation/page/wllama.ts";
import type { ContenderName, Ran, Workload } from "#scripts/bench/generation/workload.ts";
import type { WorkerModel } from "#workers/browser/protocol.ts";

export type Address = { modelId: string; modelUrl: string; ggufUrl: string; model: WorkerModel; mostRows: number };

type Open = { run: (asked: Workload) => Promise<Omit<Ran, "milliseconds">>; close: () => Promise<void> | void };

const tokenRows = z.array(z.array(z.number()));
const open = new Map<ContenderName, Open>();

const openers: Record<ContenderName, (address: Address) => Promise<Open>> = {
  ours: async ({ model }) => {
    const worker = await openOurs(model);
    return { run: (asked) => runOurs(worker, asked), close: worker.end };
  },
  engine: ({ modelUrl }) => inWorker(engineWorker(), { modelUrl }),
  stock: ({ modelId }) => inWorker(stockWorker(), { modelId }),
  bare: ({ modelUrl }) => inWorker(bareWorker(), { modelUrl, runtime: "with WebGPU" }),
  "bare without WebGPU": ({ modelUrl }) => inWorker(bareWorker(), { modelUrl, runtime: "without WebGPU" }),
  wllama: async ({ ggufUrl, mostRows }) => {
    const contextTokens = mostRows * 512;
    const wllama = await openWllama({ modelUrl: ggufUrl, mostRows, contextTokens });
    return { run: (asked) => runWllama(wllama, asked), close: () => wllama.exit() };
  },
};

function engineWorker(): Worker {
  return new Worker(new URL("./engine.worker.ts", import.meta.url), { type: "module" });
}

function stockWorker(): Worker {
  return new Worker(new URL("./stock.worker.ts", import.meta.url), { type: "module" });
}

function bareWorker(): Worker {
  return new Worker(new URL("./bare.worker.ts", import.meta.url), { type: "module" });
}

async function inWorker(worker: Worker, settings: Record<string, string>): Promise<Open> {
  await ask(worker, { type: "open", ...settings });
  return {
    run: async (workload) => ({ tokenIds: tokenRows.parse(await ask(worker, { type: "run", workload })) }),
    close: () => worker.terminate(),
  };
}

/** @returns milliseconds until it could be asked something */
async function opened(name: ContenderName, address: Address): Promise<number> {
  const started = performance.now();
  open.set(name, await openers[name](address));
  return performance.now() - started;
}

async function run(name: ContenderName, asked: Workload): Promise<Ran> {
  const contender = open.get(name);
  if (!contender) throw new Error(`${name} is not open.`);
  const started = performance.now();
  const written = await contender.run(asked);
  return { milliseconds: performance.now() - started, ...written };
}

async function close(name: ContenderName): Promise<void> {
  await open.get(name)?.close();
  open.delete(name);
}

export type Bench = { open: typeof opened; run: typeof run; close: typeof close };

Object.assign(globalThis, { bench: { open: opened, run, close } satisfies Bench });
