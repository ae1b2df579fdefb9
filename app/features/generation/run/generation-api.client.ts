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
import {
  type MeasuredReplay,
  type ReplayLeaseRequest,
  type ReplayResult,
  type ReplayView,
  replayLeasesSchema,
  replaysResultSchema,
} from "#app/features/generation/replay/replay-api.ts";
import { unknownCode } from "#app/features/generation/run/refused-call.ts";

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

const sessionSchema = z.object({ address: z.string() });
const errorSchema = z.object({ error: z.object({ code: z.string() }) });

/** A server that takes longer is as good as away; the sending is repeated and changes nothing the second time. */
const longestCallMs = 30_000;

/** Throws when another member than this has signed in meanwhile, in another tab: what follows would be done in their name. */
export async function requireSession(address: string): Promise<void> {
  const session = await call(sessionSchema, "/api/v1/auth/session");
  if (session.address !== address) throw new CallRefused(401, "sign-in-required");
}

export async function leasePrompts(wanted: GenerationLeaseRequest): Promise<Array<GenerationLeaseView>> {
  return (await call(generationLeasesSchema, "/api/v1/generation/lease", wanted)).leases;
}

export async function sendSamples(samples: SamplesRequest): Promise<Array<SampleResult>> {
  return (await call(samplesResultSchema, "/api/v1/generation/samples", samples)).results;
}

export async function sampleStates(ids: ReadonlyArray<string>): Promise<Array<SampleStateView>> {
  const query = new URLSearchParams({ ids: ids.join(",") });
  return (await call(sampleStatesSchema, `/api/v1/generation/samples?${query}`)).items;
}

export async function leaseReplays(wanted: ReplayLeaseRequest): Promise<Array<ReplayView>> {
  return (await call(replayLeasesSchema, "/api/v1/generation/replays/lease", wanted)).replays;
}

export async function sendReplays({
  replays,
}: {
  replays: ReadonlyArray<MeasuredReplay>;
}): Promise<Array<ReplayResult>> {
  return (await call(replaysResultSchema, "/api/v1/generation/replays", { replays })).results;
}

async function call<Answer>(schema: z.ZodType<Answer>, path: string, body?: unknown): Promise<Answer> {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const signal = AbortSignal.timeout(longestCallMs);
  const response = await fetch(path, body === undefined ? { signal } : { ...post, signal }).catch(() => null);
  if (!response) throw new CallRefused(0, "offline");
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const parsed = schema.safeParse(answer);
    // A page of the network between, for one, which wants a sign-in of its own.
    if (!parsed.success) throw new CallRefused(0, "offline");
    return parsed.data;
  }
  const known = errorSchema.safeParse(answer);
  const code = known.success ? known.data.error.code : unknownCode;
  throw new CallRefused(response.status, code, secondsOf(response.headers.get("Retry-After")));
}

function secondsOf(header: string | null): number | null {
  return header && /^\d+$/.test(header) ? Number(header) : null;
}
