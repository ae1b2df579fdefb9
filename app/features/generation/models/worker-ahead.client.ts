// A worker that is there before anybody asks for a model: it has looked at the device, so that the page can say where a model will
// run, and a start need not wait for it.
import {
  type GenerateWorker,
  startGenerateWorker,
  type WorkerFailure,
} from "#app/features/generation/models/worker.client.ts";
import type { Gpu } from "#workers/browser/protocol.ts";

type OnLost = (failure: WorkerFailure) => void;
type Started = { worker: GenerateWorker; onLost: OnLost };
type Looked = Started & { gpu: Promise<Gpu | null> };

/** One a page. */
let ahead: Looked | null = null;

/** @returns the graphics processor, if any; rejects where no worker could be started */
export async function lookAhead(): Promise<Gpu | null> {
  if (ahead) return ahead.gpu;
  const begun = started(endAhead);
  const looked = Object.assign(begun, { gpu: begun.worker.findGpu() });
  looked.gpu.catch(() => ahead === looked && endAhead());
  ahead = looked;
  return looked.gpu;
}

/** The worker of `lookAhead` and what it found or is about to find, else a new one. It is the caller's to end. */
export function takeWorker(onLost: OnLost): { worker: GenerateWorker; gpu?: Promise<Gpu | null> } {
  const taken = ahead ?? started(onLost);
  ahead = null;
  taken.onLost = onLost;
  return taken;
}

export function endAhead(): void {
  ahead?.worker.end();
  ahead = null;
}

/** Who hears of its loss may change. */
function started(onLost: OnLost): Started {
  const worker = startGenerateWorker((failure) => one.onLost(failure));
  const one = { worker, onLost };
  return one;
}
