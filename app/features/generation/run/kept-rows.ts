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

/** What one request of the interface takes; and how large it is made, which is far below what a server or a proxy refuses. */
const mostSamples = 32;
const mostBytes = 256 * 1_024;
/** Digits after the point: what is compared of them is coarser by far. */
const nats = 1e5;
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
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { leaseId, backend, dtype, device } = first;
    const shared = { leaseId, backend, dtype, ...(device ? { device } : {}) };
    return inParts(group.map((row) => toSample(row, rows))).map((samples) => ({ ...shared, samples }));
  });
}

/** As few parts as their bounds allow; a sample that is larger than a part goes alone. */
function inParts(samples: ReadonlyArray<SubmittedSample>): Array<Array<SubmittedSample>> {
  const parts: Array<Array<SubmittedSample>> = [];
  let bytes = 0;
  for (const sample of samples) {
    const own = new TextEncoder().encode(JSON.stringify(sample)).length;
    const part = parts.at(-1);
    if (part && part.length < mostSamples && bytes + own <= mostBytes) {
      part.push(sample);
      bytes += own;
    } else {
      parts.push([sample]);
      bytes = own;
    }
  }
  return parts;
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
  const bounded = logProbabilities.map((value) => Math.min(0, Math.max(leastLogProbability, rounded(value))));
  return { ...drawn, logProbabilities: bounded };
}

function rounded(value: number): number {
  return Math.round(value * nats) / nats;
}
