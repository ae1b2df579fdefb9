// What the product's pages do: its worker, told what to draw by its protocol.
import { type GenerateWorker, startGenerateWorker } from "#app/features/generation/models/worker.client.ts";
import { paramsOf, type Ran, seedsOf, type Workload } from "#scripts/bench/generation/workload.ts";
import type { WorkerModel } from "#workers/browser/protocol.ts";

export async function openOurs(model: WorkerModel): Promise<GenerateWorker> {
  const worker = startGenerateWorker((failure) => {
    throw failure;
  });
  await worker.load({ model, device: "wasm", threads: 1 }, () => {});
  return worker;
}

export async function runOurs(worker: GenerateWorker, asked: Workload): Promise<Omit<Ran, "milliseconds">> {
  const messages = [{ role: "user" as const, content: asked.text }];
  const { rows } = await worker.draw(
    { rows: seedsOf(asked).map((seed) => ({ seed, messages })), params: paramsOf(asked) },
    {},
  );
  return { tokenIds: rows.map(({ tokenIds }) => tokenIds) };
}
