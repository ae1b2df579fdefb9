// Where the generator's prompts come from and where its samples go: leases for a member, prompts of ours for a visitor.
import type { GenerationLeaseView, SamplesRequest, SubmittedSample } from "#app/features/generation/api.ts";
import { leasePrompts, sampleStates } from "#app/features/generation/generation-api.client.ts";
import type { GeneratorEvent, RowState } from "#app/features/generation/generator-state.ts";
import { countUnsent, keepUnsent, sendUnsent } from "#app/features/generation/unsent.client.ts";
import type { Drawn } from "#app/features/generation/worker.client.ts";
import type { DrawnRow } from "#workers/browser/protocol.ts";

export type Supplied = Pick<GenerationLeaseView, "id" | "prompt" | "params" | "seeds" | "priceWei">;
export type Finished = { drawn: Drawn } & Pick<SamplesRequest, "backend" | "dtype" | "device">;

export type Supply = {
  /** Empty when there is nothing to write for now. */
  next: () => Promise<ReadonlyArray<Supplied>>;
  /** Safe once it answers: sent, or kept in this browser. */
  take: (supplied: Supplied, finished: Finished) => Promise<void>;
  stateOfDrawn: RowState;
  end: () => void;
};

type Note = (event: GeneratorEvent) => void;
type MemberInput = { address: string; campaignId: string; modelId: string; candidates: number };

const promptsAtOnce = 2;
const pollMs = 1_500;

export function memberSupply({ address, campaignId, modelId, candidates }: MemberInput, note: Note): Supply {
  let waiting = new Set<string>();

  async function send(): Promise<void> {
    try {
      await sendUnsent(address, ({ leaseId, results }) => {
        for (const { sampleId, state } of results) if (sampleId && state === "submitted") waiting.add(sampleId);
        note({ kind: "results", leaseId, results });
      });
    } finally {
      const samples = await countUnsent(address);
      note({ kind: "kept", rows: samples, samples });
    }
  }

  async function poll(): Promise<void> {
    if (waiting.size === 0) return;
    const samples = await sampleStates([...waiting].slice(0, 100));
    for (const { sampleId, state } of samples) if (state !== "submitted") waiting.delete(sampleId);
    note({ kind: "states", samples });
  }

  // What waits is sent when the page opens and when the network is back; until then the number that waits says it.
  const sendQuietly = () => void send().catch(() => {});
  const clock = setInterval(() => void poll().catch(() => {}), pollMs);
  window.addEventListener("online", sendQuietly);
  sendQuietly();

  return {
    stateOfDrawn: "unsent",
    next: () => leasePrompts({ campaignId, models: [modelId], prompts: promptsAtOnce, candidates }),
    take: async ({ id: leaseId }, { drawn, ...how }) => {
      const { rows, tokensPerSecond } = drawn;
      await keepUnsent(address, { leaseId, ...how, samples: rows.map((row) => sampleOf(row, tokensPerSecond)) });
      await send();
    },
    end: () => {
      clearInterval(clock);
      waiting = new Set();
      window.removeEventListener("online", sendQuietly);
    },
  };
}

function sampleOf({ seed, tokenIds, text, finishReason }: DrawnRow, tokensPerSecond: number): SubmittedSample {
  return { seed, tokenIds, text, finishReason, tokensPerSecond };
}

export const trialParams = { temperature: 0.9, topP: 0.95, topK: 50, repetitionPenalty: 1.05, maxNewTokens: 96 };
const trialRows = 4;

/** Without a sign-in nothing is leased and nothing is sent: prompts of ours, seeds of this browser's. */
export function trialSupply(prompts: ReadonlyArray<string>): Supply {
  let turn = 0;
  return {
    stateOfDrawn: "trial",
    next: async () => {
      const content = prompts[turn % prompts.length] ?? "";
      turn++;
      const prompt = { id: `trial-${turn}`, messages: [{ role: "user" as const, content }] };
      return [{ id: prompt.id, prompt, params: trialParams, seeds: randomSeeds(trialRows), priceWei: "0" }];
    },
    take: async () => {},
    end: () => {},
  };
}

export function randomSeeds(count: number): Array<number> {
  return [...crypto.getRandomValues(new Uint32Array(count))];
}
