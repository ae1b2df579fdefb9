// Hands finished samples over: once each, by one tab at a time, again and again until the server has answered for them.
import { z } from "zod";
import { type SampleResult, type SamplesRequest, sampleResultSchema } from "#app/features/generation/api.ts";
import { CallRefused, requireSession, sendSamples } from "#app/features/generation/run/generation-api.client.ts";
import type { GeneratorEvent } from "#app/features/generation/run/generator-state.ts";
import type { KeptHere } from "#app/features/generation/run/kept-here.client.ts";
import { countSamples, requestsOf } from "#app/features/generation/run/kept-rows.ts";
import { withSendLock } from "#app/features/generation/run/lease-locks.client.ts";
import { fateOf } from "#app/features/generation/run/refused-call.ts";
import { retryDelayMs } from "#app/features/generation/run/retry-delay.ts";

const countMs = 300;
const sentSchema = z.object({ address: z.string(), leaseId: z.string(), results: z.array(sampleResultSchema) });

type SendingInput = {
  address: string;
  kept: KeptHere;
  note: (event: GeneratorEvent) => void;
  /** Results of any tab of this browser. */
  onResults: (results: ReadonlyArray<SampleResult>) => void;
  /** The server takes none of it until the person has done something. */
  onRefused: (refused: CallRefused) => void;
};

export type Sending = {
  /** Sends what is whole; what could not be sent is tried again by itself. Never rejects. */
  send: () => Promise<void>;
  /** Sends only when something may have been left over: from an earlier visit, or because the server did not answer. */
  catchUp: () => Promise<void>;
  /** Says anew how much is kept, in a moment: rows come in crowds. */
  countSoon: () => void;
  end: () => void;
};

export function createSending({ address, kept, note, onResults, onRefused }: SendingInput): Sending {
  const tabs = new BroadcastChannel("praca-generation");
  let failures = 0;
  let clock: ReturnType<typeof setTimeout> | undefined;
  let counting: ReturnType<typeof setTimeout> | undefined;
  let hasEnded = false;
  let isBehind = true;

  async function count(): Promise<void> {
    const rows = await kept.rowsOf(address);
    if (!hasEnded) note({ kind: "kept", rows: rows.length, samples: countSamples(rows) });
  }

  function countSoon(): void {
    counting ??= setTimeout(() => {
      counting = undefined;
      void count();
    }, countMs);
  }

  function tell(leaseId: string, results: Array<SampleResult>): void {
    note({ kind: "results", leaseId, results });
    onResults(results);
  }

  async function sendAll(): Promise<void> {
    const requests = requestsOf(await kept.rowsOf(address));
    if (requests.length > 0) await requireSession(address);
    let broken: CallRefused | null = null;
    for (const request of requests) {
      try {
        await handOver(request);
      } catch (error) {
        // What the server breaks on must not hold up what it would take.
        if (!(error instanceof CallRefused) || error.status < 500) throw error;
        broken ??= error;
      }
    }
    if (broken) throw broken;
  }

  async function handOver(request: SamplesRequest): Promise<void> {
    const { leaseId } = request;
    const results = await sendOrRefuse(request, address);
    const seeds = results.map(({ seed }) => seed);
    await kept.settleSeeds(leaseId, seeds);
    if (hasEnded) return;
    tell(leaseId, results);
    tabs.postMessage({ address, leaseId, results });
    failures = 0;
  }

  async function send(): Promise<void> {
    if (hasEnded) return;
    clearTimeout(clock);
    try {
      await withSendLock(address, sendAll);
      isBehind = false;
      note({ kind: "retry", at: null });
    } catch (error) {
      if (error instanceof CallRefused && fateOf(error) === "person") onRefused(error);
      else tryLater(error);
    }
    await count();
  }

  function tryLater(error: unknown): void {
    isBehind = true;
    if (hasEnded) return;
    const asked = error instanceof CallRefused ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
    const delayMs = Math.max(asked, retryDelayMs(failures++, Math.random()));
    note({ kind: "retry", at: Date.now() + delayMs });
    clock = setTimeout(() => void send(), delayMs);
  }

  const sendNow = () => void send();
  tabs.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const sent = sentSchema.safeParse(data);
    if (!sent.success || sent.data.address !== address) return;
    tell(sent.data.leaseId, sent.data.results);
    countSoon();
  });
  window.addEventListener("online", sendNow);
  document.addEventListener("resume", sendNow);

  return {
    send,
    catchUp: async () => {
      if (isBehind) await send();
    },
    countSoon,
    end: () => {
      hasEnded = true;
      clearTimeout(clock);
      clearTimeout(counting);
      tabs.close();
      window.removeEventListener("online", sendNow);
      document.removeEventListener("resume", sendNow);
    },
  };
}

/** A post that is too large, or in which one sample is wrong, must cost the others nothing. */
async function sendOrRefuse(request: SamplesRequest, address: string): Promise<Array<SampleResult>> {
  try {
    return await sendSamples(request);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    const fate = fateOf(error);
    if (fate === "later" || fate === "person") throw error;
    if (fate === "smaller" && request.samples.length > 1) return sendHalves(request, address);
    // A lease of another member's is not known either: nothing is let go unless it was this one who asked.
    await requireSession(address);
    // A lease that the server does not know any more stays unknown; nothing else of it will change either.
    const code = error.status === 404 ? { code: "lease-expired" as const } : {};
    return request.samples.map(({ seed }) => ({ seed, state: "refused", ...code }));
  }
}

async function sendHalves({ samples, ...shared }: SamplesRequest, address: string): Promise<Array<SampleResult>> {
  const middle = Math.ceil(samples.length / 2);
  const first = await sendOrRefuse({ ...shared, samples: samples.slice(0, middle) }, address);
  return [...first, ...(await sendOrRefuse({ ...shared, samples: samples.slice(middle) }, address))];
}
