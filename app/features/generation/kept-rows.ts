// What this browser keeps of finished rows until the server has answered for them, and what is sent of it.
import { z } from "zod";
import type { DrawnStep, SamplesRequest, SubmittedSample } from "#app/features/generation/api.ts";

export const keptRowSchema = z.object({
  address: z.string(),
  leaseId: z.string(),
  /** The slot's; with the lease and the step it names the row. */
  seed: z.number(),
  /** Of the recipe, from 0. */
  step: z.number().int(),
  tokenIds: z.array(z.number()),
  logProbabilities: z.array(z.number()),
  text: z.string(),
  finishReason: z.enum(["stop", "length"]),
  /** What is judged; with the last step only, null before it. */
  sampleText: z.string().nullable(),
  tokensPerSecond: z.number(),
  backend: z.enum(["webgpu", "wasm", "node"]),
  dtype: z.string(),
  device: z.string().optional(),
});
export type KeptRow = z.infer<typeof keptRowSchema>;

/** What one request of the interface takes. */
const mostSamples = 32;
/** Below this a probability is nothing; the interface takes no infinite number. */
const leastLogProbability = -1e6;

/** How many samples are whole. */
export function countSamples(rows: ReadonlyArray<KeptRow>): number {
  return rows.filter(isLast).length;
}

/**
 * What can be sent: the samples that are whole, one request for each lease and way of drawing, in the order of the rows.
 * Every whole sample is in exactly one request.
 */
export function requestsOf(rows: ReadonlyArray<KeptRow>): Array<SamplesRequest> {
  const groups = new Map<string, Array<KeptRow>>();
  for (const row of rows.filter(isLast)) {
    const key = JSON.stringify([row.leaseId, row.backend, row.dtype, row.device]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap(inParts).flatMap((part) => {
    const [first] = part;
    if (!first) return [];
    const { leaseId, backend, dtype, device } = first;
    return [
      { leaseId, backend, dtype, ...(device ? { device } : {}), samples: part.map((row) => toSample(row, rows)) },
    ];
  });
}

function inParts(rows: ReadonlyArray<KeptRow>): Array<ReadonlyArray<KeptRow>> {
  const parts = Math.ceil(rows.length / mostSamples);
  return Array.from({ length: parts }, (_, part) => rows.slice(part * mostSamples, (part + 1) * mostSamples));
}

function isLast({ sampleText }: KeptRow): boolean {
  return sampleText !== null;
}

function toSample(last: KeptRow, rows: ReadonlyArray<KeptRow>): SubmittedSample {
  const before = rows
    .filter(({ leaseId, seed, step }) => leaseId === last.leaseId && seed === last.seed && step < last.step)
    .toSorted((left, right) => left.step - right.step);
  return {
    ...toStep(last),
    seed: last.seed,
    text: last.sampleText ?? "",
    tokensPerSecond: last.tokensPerSecond,
    ...(before.length > 0 ? { steps: before.map(toStep) } : {}),
  };
}

function toStep({ tokenIds, finishReason, logProbabilities, text }: KeptRow): DrawnStep {
  const drawn = { tokenIds, finishReason, text };
  // What an older page kept has none.
  if (logProbabilities.length !== tokenIds.length) return drawn;
  const bounded = logProbabilities.map((nats) => Math.min(0, Math.max(leastLogProbability, nats)));
  return { ...drawn, logProbabilities: bounded };
}
