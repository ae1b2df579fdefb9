// The generator behind /generate: prompts → draw → hand over, until it is stopped. It outlives the worker: when that fails, what
// was drawn is kept, and the next start makes a new one.
import type { CatalogueModel, Device } from "#app/features/generation/catalogue.ts";
import { CallRefused } from "#app/features/generation/generation-api.client.ts";
import {
  type Failure,
  type GeneratorEvent,
  type GeneratorRow,
  type GeneratorState,
  idleGenerator,
  rowKey,
} from "#app/features/generation/generator-state.ts";
import { nextGeneratorState } from "#app/features/generation/next-generator-state.ts";
import { type OpenedModel, openModel } from "#app/features/generation/open-model.client.ts";
import type { Supplied, Supply } from "#app/features/generation/supply.client.ts";
import { WorkerFailure } from "#app/features/generation/worker.client.ts";

export type GeneratorSetup = {
  model: CatalogueModel;
  hubUrl: string;
  /** Makes the supply of prompts: what it has to tell goes through `note`. */
  supplyFor: (note: (event: GeneratorEvent) => void) => Supply;
};

export type Generator = {
  state: () => GeneratorState;
  subscribe: (onChange: () => void) => () => void;
  /** @param choice the device, or null to take WebGPU where there is an adapter; @param limit samples to make, 0 for no end */
  start: (how: { choice: Device | null; limit: number }) => void;
  stop: () => void;
  end: () => void;
};

const waitMs = 5_000;

export function createGenerator(setup: GeneratorSetup): Generator {
  let state = idleGenerator;
  let opened: OpenedModel | null = null;
  let isStopping = false;
  let wake: (() => void) | null = null;
  const listeners = new Set<() => void>();
  const supply = setup.supplyFor(note);

  function note(event: GeneratorEvent): void {
    state = nextGeneratorState(state, event);
    for (const listener of listeners) listener();
  }

  function fail(error: unknown): void {
    opened?.worker.end();
    opened = null;
    note({ kind: "failed", failure: failureOf(error) });
  }

  async function ready(choice: Device | null): Promise<OpenedModel> {
    if (opened) return opened;
    let since = performance.now();
    opened = await openModel({
      model: setup.model,
      choice,
      hubUrl: setup.hubUrl,
      on: (news) => {
        if (news.phase === "lost") return fail(news.failure);
        if (news.phase !== "loading") return note({ kind: "phase", phase: news.phase });
        const { gpu, device, dtype, progress } = news;
        if (!progress) {
          since = performance.now();
          note({ kind: "opened", gpu, device, dtype, why: "chosen", race: [] });
          return note({ kind: "phase", phase: "loading" });
        }
        const { loadedBytes, totalBytes } = progress;
        const perSecond = loadedBytes / ((performance.now() - since) / 1_000);
        const secondsLeft = perSecond > 0 ? (totalBytes - loadedBytes) / perSecond : null;
        note({ kind: "download", download: { loadedBytes, totalBytes, secondsLeft } });
      },
    });
    return opened;
  }

  async function work({ choice, limit }: { choice: Device | null; limit: number }): Promise<void> {
    const madeBefore = state.made;
    const running = await ready(choice);
    while (!isStopping && (limit === 0 || state.made - madeBefore < limit)) {
      const leases = await supply.next();
      note({ kind: "phase", phase: leases.length > 0 ? "working" : "waiting" });
      if (leases.length === 0) await pause(waitMs);
      for (const lease of leases) if (!isStopping) await drawLease(running, lease);
    }
    note({ kind: "phase", phase: "idle" });
  }

  async function drawLease(running: OpenedModel, lease: Supplied): Promise<void> {
    const { id, prompt, params, seeds } = lease;
    if (seeds.length === 0) return;
    const shared = { prompt: prompt.messages.at(-1)?.content ?? "", priceWei: BigInt(lease.priceWei) };
    const asked = seeds.map((seed) => ({ seed, messages: prompt.messages }));
    const drawn = await running.worker.draw(
      { rows: asked, params },
      {
        onGrowing: (rows, speed) => {
          const growing = rows.map(({ seed, text, tokens }): GeneratorRow => {
            return { ...shared, key: rowKey(id, seed), text, tokens, state: "writing" };
          });
          note({ kind: "rows", rows: growing, speed });
        },
      },
    );
    const rows = drawn.rows.map(({ seed, text, tokenIds }): GeneratorRow => {
      return { ...shared, key: rowKey(id, seed), text, tokens: tokenIds.length, state: supply.stateOfDrawn };
    });
    const tokens = rows.reduce((sum, row) => sum + row.tokens, 0);
    note({ kind: "drawn", rows });
    note({ kind: "draw-ended" });
    note({ kind: "tick", tokens, seconds: tokens / Math.max(1, drawn.tokensPerSecond) });
    const { device: backend, dtype, gpu } = running;
    const device = gpu && backend === "webgpu" ? { device: gpu.name.slice(0, 200) } : {};
    if (rows.length > 0) await supply.take(lease, { drawn, backend, dtype, ...device });
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, ms);
    });
  }

  return {
    state: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    start: (how) => {
      if (state.phase !== "idle" && state.phase !== "failed") return;
      isStopping = false;
      note({ kind: "phase", phase: "checking" });
      work(how).catch(fail);
    },
    stop: () => {
      if (state.phase === "idle" || state.phase === "failed") return;
      isStopping = true;
      note({ kind: "phase", phase: "stopping" });
      opened?.worker.stop();
      wake?.();
    },
    end: () => {
      isStopping = true;
      supply.end();
      opened?.worker.end();
      opened = null;
      listeners.clear();
    },
  };
}

function failureOf(error: unknown): Failure {
  if (error instanceof WorkerFailure) return { reason: error.code, detail: error.message };
  if (error instanceof CallRefused) {
    return error.code === "offline" ? { reason: "offline" } : { reason: "call-refused", code: error.code };
  }
  return { reason: "run-failed", detail: error instanceof Error ? error.message : String(error) };
}
