// What a page and the worker that measures say to each other. Every message names its job; both sides parse what they hear.
import { z } from "zod";
import { shared } from "#workers/browser/protocol.ts";

const { device, failureCode, message, params, workerModel } = shared;
const job = z.number().int();

const step = z.object({
  messages: z.array(message).readonly(),
  tokenIds: z.array(z.number()).readonly(),
  finishReason: z.string(),
  params,
});
export type StepToMeasure = z.infer<typeof step>;

export const toMeasurer = z.discriminatedUnion("type", [
  z.object({ type: z.literal("load"), job, model: workerModel, device, threads: z.number().int().min(1) }),
  z.object({ type: z.literal("measure"), job, steps: z.array(step).readonly() }),
]);
export type ToMeasurer = z.infer<typeof toMeasurer>;

const measure = z.object({ low: z.number(), high: z.number(), wideLow: z.number(), wideHigh: z.number() });
const measuredStep = z.object({ measures: z.array(measure), text: z.string() });
export type MeasuredStep = z.infer<typeof measuredStep>;

export const fromMeasurer = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), job, loadedBytes: z.number(), totalBytes: z.number() }),
  z.object({ type: z.literal("ready"), job }),
  z.object({ type: z.literal("measured"), job, steps: z.array(measuredStep) }),
  z.object({ type: z.literal("failed"), job, code: failureCode, message: z.string() }),
]);
export type FromMeasurer = z.infer<typeof fromMeasurer>;
