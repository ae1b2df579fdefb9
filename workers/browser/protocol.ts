// What a page and the worker that generates say to each other. Every message names its job, so that a late answer of an earlier
// job is never taken for one of the present. Both sides parse what they hear.
import { z } from "zod";

const job = z.number().int();
const device = z.enum(["webgpu", "wasm"]);
export type WorkerDevice = z.infer<typeof device>;

const message = z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() });

const params = z.object({
  temperature: z.number(),
  topP: z.number(),
  topK: z.number(),
  repetitionPenalty: z.number(),
  maxNewTokens: z.number(),
  stop: z.array(z.string()).readonly().optional(),
});

/** Pages that are not isolated do not even have the name. */
const bell = z.custom<SharedArrayBuffer>(
  (value) => typeof SharedArrayBuffer === "function" && value instanceof SharedArrayBuffer,
);

const modelFile = z.object({ path: z.string(), bytes: z.number(), sha256: z.string().optional() });

const workerModel = z.object({
  id: z.string(),
  revision: z.string(),
  dtype: z.enum(["fp32", "fp16", "q8", "q4", "q4f16"]),
  contextTokens: z.number(),
  /** Where its files are: our own site, or a server in the layout of the Hugging Face hub. */
  source: z.enum(["site", "hub"]),
  hubUrl: z.string(),
  files: z.array(modelFile).readonly(),
  totalBytes: z.number(),
  knownAnswer: z
    .object({
      promptTokens: z.array(z.number()).readonly(),
      top: z.array(z.object({ token: z.number(), logit: z.number() })).readonly(),
    })
    .optional(),
});
export type WorkerModel = z.infer<typeof workerModel>;

/** One row to draw; its index in the draw names it in what is told of it. */
const drawRow = z.object({ seed: z.number(), messages: z.array(message).readonly() });
export type DrawRow = z.infer<typeof drawRow>;

export const toWorker = z.discriminatedUnion("type", [
  z.object({ type: z.literal("check"), job }),
  /** `threads`: how many the page wishes; a worker that is not isolated takes one. `bell`: see draw-control.ts; isolated pages have it. */
  z.object({
    type: z.literal("load"),
    job,
    model: workerModel,
    device,
    threads: z.number().int().min(1),
    bell: bell.optional(),
  }),
  z.object({ type: z.literal("draw"), job, rows: z.array(drawRow), params }),
  z.object({ type: z.literal("pause"), job }),
  z.object({ type: z.literal("resume"), job }),
  z.object({ type: z.literal("stop"), job }),
  /** At most so many tokens a second, all rows together; 0 for no limit. Holds until the next one. */
  z.object({ type: z.literal("pace"), job, tokensPerSecond: z.number().nonnegative() }),
]);
export type ToWorker = z.infer<typeof toWorker>;

const failureCode = z.enum([
  "load-failed",
  "file-missing",
  "file-truncated",
  "digest-wrong",
  "not-json",
  "quota-exceeded",
  "offline",
  "prompt-too-long",
  "template-failed",
  "device-wrong",
  "device-lost",
  "out-of-memory",
  "run-failed",
  "worker-ended",
]);
export type FailureCode = z.infer<typeof failureCode>;
/** What refuses one row's prompt and leaves the worker well. */
const refusedRowCode = z.enum(["prompt-too-long", "template-failed"]);
export type RefusedRowCode = z.infer<typeof refusedRowCode>;

const drawnRow = z.object({
  seed: z.number(),
  tokenIds: z.array(z.number()),
  /** Nats, one a token of `tokenIds`, among the tokens that the draw kept. */
  logProbabilities: z.array(z.number()),
  text: z.string(),
  finishReason: z.enum(["stop", "length"]),
});
export type DrawnRow = z.infer<typeof drawnRow>;

/** A row that is being written: its whole text so far. */
const growingRow = z.object({ index: z.number(), seed: z.number(), text: z.string(), tokens: z.number() });
export type GrowingRow = z.infer<typeof growingRow>;

const gpu = z.object({
  name: z.string(),
  isSoftware: z.boolean(),
  /** Whether it has `shader-f16`. */
  hasF16: z.boolean(),
  maxBufferBytes: z.number(),
  /** The largest buffer that a shader can read: a single weight must fit. */
  maxBindingBytes: z.number(),
});
export type Gpu = z.infer<typeof gpu>;

export const fromWorker = z.discriminatedUnion("type", [
  z.object({ type: z.literal("checked"), job, gpu: gpu.nullable() }),
  z.object({
    type: z.literal("progress"),
    job,
    loadedBytes: z.number(),
    totalBytes: z.number(),
    /** `network` as soon as a byte of it had to travel. */
    from: z.enum(["cache", "network"]),
  }),
  z.object({ type: z.literal("warming"), job }),
  z.object({
    type: z.literal("ready"),
    job,
    device,
    dtype: z.string(),
    threads: z.number(),
    /** Whether this browser keeps the files, so that they need not travel again. */
    isStored: z.boolean(),
  }),
  z.object({ type: z.literal("rows"), job, rows: z.array(growingRow), tokensPerSecond: z.number() }),
  z.object({ type: z.literal("row"), job, index: z.number(), row: drawnRow }),
  z.object({ type: z.literal("refused-row"), job, index: z.number(), seed: z.number(), code: refusedRowCode }),
  z.object({ type: z.literal("done"), job, tokensPerSecond: z.number() }),
  z.object({ type: z.literal("failed"), job, code: failureCode, message: z.string() }),
]);
export type FromWorker = z.infer<typeof fromWorker>;

/** Also spoken of with the worker that measures. */
export const shared = { device, failureCode, message, params, workerModel };
