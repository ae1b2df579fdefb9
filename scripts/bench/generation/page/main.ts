// The bench's page. It holds one open contender of each name; Playwright asks it to open, run and close them.
import { ask } from "#scripts/bench/generation/page/asking.ts";
import { openOurs, runOurs } from "#scripts/bench/generation/page/ours.ts";
import { replayDraws } from "#scripts/bench/generation/page/replay-draws.ts";
import { openWllama, runWllama } from "#scripts/bench/generation/page/wllama.ts";
import type { ContenderName, Ran, Workload } from "#scripts/bench/generation/workload.ts";
import type { WorkerModel } from "#workers/browser/protocol.ts";

export type Address = { modelUrl: string; ggufUrl: string; model: WorkerModel };

type Open = { run: (asked: Workload) => Promise<Omit<Ran, "milliseconds">>; close: () => Promise<void> | void };

const open = new Map<ContenderName, Open>();

/** `rows`: for how many the contender makes room. */
const openers: Record<ContenderName, (address: Address, rows: number) => Promise<Open>> = {
  ours: async ({ model }) => {
    const worker = await openOurs(model);
    return { run: (asked) => runOurs(worker, asked), close: worker.end };
  },
  engine: (address) =>
    inWorker(new Worker(new URL("./engine.worker.ts", import.meta.url), { type: "module" }), address),
  stock: (address) => inWorker(new Worker(new URL("./stock.worker.ts", import.meta.url), { type: "module" }), address),
  bare: (address) => inWorker(new Worker(new URL("./bare.worker.ts", import.meta.url), { type: "module" }), address),
  wllama: async ({ ggufUrl }, rows) => {
    const wllama = await openWllama(ggufUrl, rows);
    return { run: (asked) => runWllama(wllama, asked), close: () => wllama.exit() };
  },
};

async function inWorker(worker: Worker, { model, modelUrl }: Address): Promise<Open> {
  await ask(worker, { type: "open", settings: { modelId: model.id, modelUrl } });
  return {
    run: async (workload) => ({ tokenIds: await ask(worker, { type: "run", workload }) }),
    close: () => worker.terminate(),
  };
}

/** One that is open under this name is closed before. */
async function opened(name: ContenderName, address: Address, rows: number): Promise<void> {
  await close(name);
  open.set(name, await openers[name](address, rows));
}

async function run(name: ContenderName, asked: Workload): Promise<Ran> {
  const contender = open.get(name);
  if (!contender) throw new Error(`${name} is not open.`);
  const started = performance.now();
  const written = await contender.run(asked);
  const milliseconds = performance.now() - started;
  const lengths = written.tokenIds?.map(({ length }) => length);
  if (lengths && (lengths.length !== asked.rows || lengths.some((length) => length !== asked.newTokens))) {
    throw new Error(`${name} wrote ${lengths.join(", ")} tokens.`);
  }
  return { milliseconds, ...written };
}

async function close(name: ContenderName): Promise<void> {
  await open.get(name)?.close();
  open.delete(name);
}

export type Bench = { open: typeof opened; run: typeof run; close: typeof close; replayDraws: typeof replayDraws };

Object.assign(globalThis, { bench: { open: opened, run, close, replayDraws } satisfies Bench });
