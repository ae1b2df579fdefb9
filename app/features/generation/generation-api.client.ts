// The generator's calls of the public interface.
import { z } from "zod";
import {
  type GenerationLeaseRequest,
  type GenerationLeaseView,
  generationLeasesSchema,
  type SampleResult,
  type SampleStateView,
  type SamplesRequest,
  sampleStatesSchema,
  samplesResultSchema,
} from "#app/features/generation/api.ts";

/** What a call met: the interface's own code, or `offline` when nothing answered. */
export class CallRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** When the server said so. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(code);
  }
}

const errorSchema = z.object({ error: z.object({ code: z.string() }) });

export async function leasePrompts(wanted: GenerationLeaseRequest): Promise<Array<GenerationLeaseView>> {
  return generationLeasesSchema.parse(await call("/api/v1/generation/lease", wanted)).leases;
}

export async function sendSamples(samples: SamplesRequest): Promise<Array<SampleResult>> {
  return samplesResultSchema.parse(await call("/api/v1/generation/samples", samples)).results;
}

export async function sampleStates(ids: ReadonlyArray<string>): Promise<Array<SampleStateView>> {
  const query = new URLSearchParams({ ids: ids.join(",") });
  return sampleStatesSchema.parse(await call(`/api/v1/generation/samples?${query}`)).items;
}

async function call(path: string, body?: unknown): Promise<unknown> {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, body === undefined ? {} : post).catch(() => {
    throw new CallRefused(0, "offline");
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const known = errorSchema.safeParse(answer);
  const code = known.success ? known.data.error.code : "internal-error";
  throw new CallRefused(response.status, code, secondsOf(response.headers.get("Retry-After")));
}

function secondsOf(header: string | null): number | null {
  return header && /^\d+$/.test(header) ? Number(header) : null;
}
