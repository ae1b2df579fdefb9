// The draws that a page of the site asked for, asked again on a page that shows nothing: what is left is what the site's page adds.
import { openOurs } from "#scripts/bench/generation/page/ours.ts";
import type { WorkerModel } from "#workers/browser/protocol.ts";
import { toWorker } from "#workers/browser/protocol.ts";

/** @returns milliseconds of each draw, from asking to its end */
export async function replayDraws(model: WorkerModel, messages: ReadonlyArray<unknown>): Promise<Array<number>> {
  const worker = await openOurs(model);
  const milliseconds: Array<number> = [];
  for (const message of messages) {
    const draw = toWorker.parse(message);
    if (draw.type !== "draw") throw new Error("Only draws are replayed.");
    const started = performance.now();
    await worker.draw({ rows: draw.rows, params: draw.params }, {});
    milliseconds.push(performance.now() - started);
  }
  worker.end();
  return milliseconds;
}
