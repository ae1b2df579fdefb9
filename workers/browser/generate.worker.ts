// Life of this worker: check → load → warm up → ready → draw, draw, … It never outlives a failure: after one failed run every
// later one fails too, so it says so and the page starts another.
import { plainText, promptTokens, rowText } from "#app/features/generation/chat.ts";
import { decodeRows } from "#app/features/generation/decode.ts";
import { findGpu } from "#workers/browser/device.ts";
import { type LoadedModel, loadModel } from "#workers/browser/load-model.ts";
import { watchForLoss } from "#workers/browser/lost-device.ts";
import { type FailureCode, type FromWorker, type ToWorker, toWorker } from "#workers/browser/protocol.ts";
import { computesRightly } from "#workers/browser/warm-up.ts";

type Load = Extract<ToWorker, { type: "load" }>;
type Draw = Extract<ToWorker, { type: "draw" }>;

/** How often the rows so far are told. */
const tellEveryMs = 100;
/** Cold WASM is several times slower than warm. */
const warmUpRounds = 3;

let loaded: LoadedModel | null = null;
const stopped = new Set<number>();

self.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const message = toWorker.parse(data);
  if (message.type === "check") void check(message.job);
  if (message.type === "load") void load(message).catch(fail(message.job, "load-failed"));
  if (message.type === "draw") void draw(message).catch(fail(message.job, "run-failed"));
  if (message.type === "stop") stopped.add(message.job);
});

async function check(job: number): Promise<void> {
  tell({ type: "checked", job, gpu: await findGpu() });
}

async function load({ job, model, device }: Load): Promise<void> {
  const ready = await loadModel({
    model,
    device,
    onProgress: (loadedBytes, totalBytes) => tell({ type: "progress", job, loadedBytes, totalBytes, from: "network" }),
  });
  tell({ type: "warming", job });
  const tokens = promptTokens(ready.tokenizer, [{ role: "user", content: "Hello." }]);
  const isRight = await computesRightly(ready.session, tokens);
  if (!isRight) return fail(job, "device-wrong")(new Error("This device computes other scores than it should."));
  for (let round = 0; device === "wasm" && round < warmUpRounds; round++) await computesRightly(ready.session, tokens);
  if (device === "webgpu") void watchForLoss((reason) => fail(job, "device-lost")(new Error(reason)));
  loaded = ready;
  tell({ type: "ready", job, device, dtype: model.dtype, threads: 1, tokensPerSecond: 0 });
}

async function draw({ job, rows, params }: Draw): Promise<void> {
  if (!loaded) throw new Error("The model is not loaded yet.");
  const started = performance.now();
  const count = { tokens: 0 };
  const speed = () => count.tokens / Math.max(0.001, (performance.now() - started) / 1_000);
  const prompts = new Map<string, Array<number>>();
  for (const [index, { messages }] of rows.entries()) {
    const key = JSON.stringify(messages);
    prompts.set(key, [...(prompts.get(key) ?? []), index]);
  }
  for (const indexes of prompts.values()) {
    if (!stopped.has(job)) await drawGroup({ job, rows, params, indexes, count, speed });
  }
  tell({ type: "done", job, tokensPerSecond: speed() });
}

type Group = Omit<Draw, "type"> & { indexes: Array<number>; count: { tokens: number }; speed: () => number };

async function drawGroup({ job, rows, params, indexes, count, speed }: Group): Promise<void> {
  if (!loaded) return;
  const { session, tokenizer, endTokens, model } = loaded;
  const messages = [...(rows[indexes[0] ?? 0]?.messages ?? [])];
  const seeds = indexes.flatMap((index) => rows[index]?.seed ?? []);
  const before = count.tokens;
  let toldAt = 0;
  const drawn = await decodeRows(
    session,
    {
      groups: [{ promptTokens: promptTokens(tokenizer, messages), seeds }],
      params,
      endTokens,
      contextTokens: model.contextTokens,
      textOf: (tokenIds) => plainText(tokenizer, tokenIds),
    },
    {
      onStep: (current) => {
        count.tokens = before + current.reduce((sum, row) => sum + row.tokenIds.length, 0);
        if (performance.now() - toldAt < tellEveryMs) return;
        toldAt = performance.now();
        const growing = current.map(({ seed, tokenIds }, at) => {
          return {
            index: indexes[at] ?? 0,
            seed,
            tokens: tokenIds.length,
            text: rowText(tokenizer, tokenIds, params.stop),
          };
        });
        tell({ type: "rows", job, rows: growing, tokensPerSecond: speed() });
      },
      isStopped: async () => {
        await nextMessage();
        return stopped.has(job);
      },
    },
  );
  for (const row of drawn) {
    const index = indexes[seeds.indexOf(row.seed)] ?? 0;
    const told = { ...row, logProbabilities: [], text: rowText(tokenizer, row.tokenIds, params.stop) };
    tell({ type: "row", job, index, row: told });
  }
}

/** Lets waiting messages in: without it a stop is heard only after the last token. */
function nextMessage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function fail(job: number, code: FailureCode): (error: unknown) => void {
  return (error) =>
    tell({ type: "failed", job, code, message: error instanceof Error ? error.message : String(error) });
}

function tell(message: FromWorker): void {
  self.postMessage(message);
}
