// What a page and the worker that generates say to each other. Every message names its job, so that a late answer of an earlier
// job is never taken for one of the present. Both sides parse what they hear.
import { z } from "zod";

const job = z.number().int();
const device = z.enum(["webgpu", "wasm"]);

const message = z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() });

const params = z.object({
  temperature: z.number(),
  topP: z.number(),
  topK: z.number(),
  repetitionPenalty: z.number(),
  maxNewTokens: z.number(),
});

const workerModel = z.object({
  id: z.string(),
  revision: z.string(),
  dtype: z.enum(["fp32", "q8", "q4"]),
  contextTokens: z.number(),
  sizeBytes: z.number(),
  /** Where its files are: our own site, or a server in the layout of the Hugging Face hub. */
  source: z.enum(["site", "hub"]),
  hubUrl: z.string(),
});
export type WorkerModel = z.infer<typeof workerModel>;

export const toWorker = z.discriminatedUnion("type", [
  z.object({ type: z.literal("check"), job }),
  z.object({ type: z.literal("load"), job, model: workerModel, device }),
  z.object({ type: z.literal("draw"), job, messages: z.array(message), seeds: z.array(z.number()), params }),
  z.object({ type: z.literal("stop"), job }),
]);
export type ToWorker = z.infer<typeof toWorker>;

const failureCode = z.enum(["load-failed", "device-wrong", "device-lost", "run-failed", "worker-ended"]);
export type FailureCode = z.infer<typeof failureCode>;

const drawnRow = z.object({
  seed: z.number(),
  tokenIds: z.array(z.number()),
  text: z.string(),
  finishReason: z.enum(["stop", "length"]),
});
export type DrawnRow = z.infer<typeof drawnRow>;

const growingRow = z.object({ seed: z.number(), text: z.string(), tokens: z.number(), isDone: z.boolean() });
export type GrowingRow = z.infer<typeof growingRow>;

export const fromWorker = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("checked"),
    job,
    gpu: z.object({ name: z.string(), isSoftware: z.boolean() }).nullable(),
  }),
  z.object({ type: z.literal("progress"), job, loadedBytes: z.number(), totalBytes: z.number() }),
  z.object({ type: z.literal("warming"), job }),
  z.object({ type: z.literal("ready"), job, device }),
  z.object({ type: z.literal("rows"), job, rows: z.array(growingRow), tokensPerSecond: z.number() }),
  z.object({ type: z.literal("done"), job, rows: z.array(drawnRow), tokensPerSecond: z.number() }),
  z.object({ type: z.literal("failed"), job, code: failureCode, message: z.string() }),
]);
export type FromWorker = z.infer<typeof fromWorker>;
export type Gpu = { name: string; isSoftware: boolean };
export type WorkerDevice = z.infer<typeof device>;
