// Where a member's prompts come from and where the samples go. A lease is written for by the tab that holds its lock; what is
// finished is kept in this browser before it is sent.
import type { GenerationLeaseView, SampleResult } from "#app/features/generation/api.ts";
import type { Work } from "#app/features/generation/run/draw-plan.ts";
import {
  CallRefused,
  leasePrompts,
  requireSession,
  sampleStates,
} from "#app/features/generation/run/generation-api.client.ts";
import type { GeneratorEvent, RowState } from "#app/features/generation/run/generator-state.ts";
import { createKeptHere } from "#app/features/generation/run/kept-here.client.ts";
import type { KeptRow } from "#app/features/generation/run/kept-rows.ts";
import { createLeaseLocks } from "#app/features/generation/run/lease-locks.client.ts";
import { mostPrompts, type PromptsWanted, promptsAhead } from "#app/features/generation/run/prompts-ahead.ts";
import { fateOf } from "#app/features/generation/run/refused-call.ts";
import { createSending } from "#app/features/generation/run/sending.client.ts";

export type Supply = {
  /** Whose rows they are. */
  address: string;
  /** More leases to write for, as many as suit the speed; empty when there is nothing to write for now. Throws CallRefused. */
  lease: (wanted: Wanted) => Promise<ReadonlyArray<Work>>;
  /** Safe once it answers. */
  keep: (row: KeptRow) => Promise<void>;
  /** This tab has done with a lease. @param spent seeds of it that need no row: answered for, or not to be written for here */
  letGo: (leaseId: string, spent: ReadonlyArray<number>) => void;
  /** Whether a lease has run out: nothing more is begun of it. */
  isOver: (leaseId: string) => boolean;
  /** A lease is not renewed for ever for somebody who paused and left. */
  pause: (isPaused: boolean) => void;
  /** Sends what is finished. Never rejects. */
  send: () => Promise<void>;
  stateOfDrawn: RowState;
  end: () => void;
};

type Wanted = Pick<PromptsWanted, "tokensPerSecond" | "samplesLeft">;

export type SupplyNews = {
  note: (event: GeneratorEvent) => void;
  /** The server takes nothing until the person has done something. */
  onRefused: (refused: CallRefused) => void;
};
type MemberInput = { address: string; campaignId: string; modelId: string; candidates: number };

const pollMs = 1_500;
/** What the interface answers for at once. */
const mostPolled = 100;
const renewMs = 60_000;
const longestPauseMs = 300_000;
/** Until a lease says how long its texts may be. */
const usualTokens = 128;

export function memberSupply(input: MemberInput, { note, onRefused }: SupplyNews): Supply {
  const { address, campaignId, modelId, candidates } = input;
  const locks = createLeaseLocks();
  const kept = createKeptHere();
  /** With when they run out, in ms. */
  const held = new Map<string, number>();
  const spentSeeds = new Map<string, ReadonlyArray<number>>();
  const undecided = new Set<string>();
  /** Leases of the last answer that gave this tab nothing: another tab's, or written out and still to be sent. */
  let barred = 0;
  let maxNewTokens = usualTokens;
  let pausedAt: number | null = null;

  const sending = createSending({ address, kept, note, onResults: watch, onRefused });

  function watch(results: ReadonlyArray<SampleResult>): void {
    for (const { sampleId, state } of results) if (sampleId && !isDecided(state)) undecided.add(sampleId);
  }

  async function poll(): Promise<void> {
    if (undecided.size === 0) return;
    const asked = [...undecided].slice(0, mostPolled);
    const samples = await sampleStates(asked);
    for (const id of asked) undecided.delete(id);
    // Those that are still open come last, so that each has its turn.
    for (const { sampleId, state } of samples) if (!isDecided(state)) undecided.add(sampleId);
    note({ kind: "states", samples });
  }

  async function ask(prompts: number): Promise<Array<GenerationLeaseView>> {
    await requireSession(address);
    const leases = await leasePrompts({ campaignId, models: [modelId], prompts, candidates });
    maxNewTokens = leases[0]?.params.maxNewTokens ?? maxNewTokens;
    for (const { id, expiresAt } of leases) if (held.has(id)) held.set(id, Date.parse(expiresAt));
    await kept.keepLeases({ address, campaignId }, leases);
    return leases;
  }

  /** What the server gives; without the server, what this browser still holds. */
  async function leasesFor(prompts: number): Promise<Array<GenerationLeaseView>> {
    try {
      return await ask(prompts);
    } catch (error) {
      if (!(error instanceof CallRefused) || fateOf(error) !== "later") throw error;
      const stored = await kept.leasesOf({ address, campaignId });
      const own = stored.filter(({ id, model }) => model.id === modelId && !held.has(id));
      if (own.length === 0) throw error;
      return own;
    }
  }

  async function takeAll(leases: ReadonlyArray<GenerationLeaseView>): Promise<Array<Work>> {
    const works: Array<Work> = [];
    let elsewhere = 0;
    const fresh = leases.filter(({ id }) => !held.has(id));
    for (const lease of fresh) {
      if (!(await locks.take(lease.id))) {
        elsewhere++;
        continue;
      }
      // Read under the lock: whoever had it before has kept all that it finished.
      const { rows, done } = await kept.ofLease(lease.id);
      const spent = new Set([...done, ...(spentSeeds.get(lease.id) ?? [])]);
      const whole = new Set(rows.filter(({ sampleText }) => sampleText !== null).map(({ seed }) => seed));
      if (lease.seeds.every((seed) => spent.has(seed) || whole.has(seed))) {
        locks.free(lease.id);
        continue;
      }
      held.set(lease.id, Date.parse(lease.expiresAt));
      works.push({ lease, rows, done: spent });
    }
    barred = fresh.length - works.length;
    note({ kind: "elsewhere", leases: elsewhere });
    return works;
  }

  async function lease(wanted: Wanted): Promise<ReadonlyArray<Work>> {
    // Of a lease that ran out the server takes what comes before somebody else has the prompt, so it comes first.
    await sending.catchUp();
    const prompts = promptsAhead({ ...wanted, candidates, maxNewTokens });
    for (let more = barred; ; more = barred) {
      const asked = Math.min(mostPrompts, prompts + held.size + more);
      const leases = await leasesFor(asked);
      const works = await takeAll(leases);
      const mayGiveMore = asked < mostPrompts && leases.length === asked && barred > more;
      if (works.length > 0 || !mayGiveMore) return works;
    }
  }

  /** What is held is renewed by asking for it: a slow device must not lose a prompt while it writes. */
  const renew = () => {
    const isLeft = pausedAt !== null && Date.now() - pausedAt > longestPauseMs;
    if (held.size > 0 && !isLeft) void ask(Math.min(mostPrompts, held.size + barred)).catch(() => {});
  };
  const clocks = [setInterval(() => void poll().catch(() => {}), pollMs), setInterval(renew, renewMs)];
  void kept.forgetOld().then(sending.send);

  return {
    address,
    stateOfDrawn: "unsent",
    lease,
    keep: async (row) => {
      note({ kind: "kept-where", isStoreWorking: await kept.keepRow(row) });
      sending.countSoon();
    },
    letGo: (leaseId, seeds) => {
      spentSeeds.set(leaseId, seeds);
      held.delete(leaseId);
      locks.free(leaseId);
    },
    isOver: (leaseId) => (held.get(leaseId) ?? 0) <= Date.now(),
    pause: (isPaused) => {
      pausedAt = isPaused ? (pausedAt ?? Date.now()) : null;
    },
    send: sending.send,
    end: () => {
      for (const clock of clocks) clearInterval(clock);
      sending.end();
      locks.freeAll();
    },
  };
}

function isDecided(state: SampleResult["state"]): boolean {
  return state !== "submitted" && state !== "suspect";
}
