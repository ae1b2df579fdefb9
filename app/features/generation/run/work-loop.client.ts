// Lease → draw → keep → hand over, with one worker, until enough is made or it is stopped. What is finished is never drawn again.

import type { OpenedModel } from "#app/features/generation/models/open-model.client.ts";
import { nextDraw, type PlannedRow, plannedRows, type Work } from "#app/features/generation/run/draw-plan.ts";
import { drawRows } from "#app/features/generation/run/drawing.client.ts";
import { CallRefused } from "#app/features/generation/run/generation-api.client.ts";
import type { GeneratorEvent, GeneratorState, Phase } from "#app/features/generation/run/generator-state.ts";
import type { KeptRow } from "#app/features/generation/run/kept-rows.ts";
import { fateOf } from "#app/features/generation/run/refused-call.ts";
import type { SpeedMeter } from "#app/features/generation/run/speed-meter.ts";
import type { Supply } from "#app/features/generation/run/supply.client.ts";
import { waitForNetwork } from "#app/features/generation/run/wait-for-network.client.ts";

/** What outlives a worker: the leases that this tab writes for, and what is there of them. */
export type Desk = Map<string, Work>;

export type LoopInput = {
  opened: OpenedModel;
  supply: Supply;
  desk: Desk;
  meter: SpeedMeter;
  /** Rows drawn together, at most. */
  mostRows: number;
  /** Samples still to make; Infinity for no end. */
  samplesLeft: () => number;
  state: () => GeneratorState;
  note: (event: GeneratorEvent) => void;
  setPhase: (phase: Phase) => void;
  isStopping: () => boolean;
  /** Answers when nothing holds the writing up. Rejects when the worker was lost meanwhile. */
  passHold: () => Promise<void>;
  /** Ends early when the network is back or the run is stopped. */
  sleep: (ms: number) => Promise<void>;
  onRow: () => void;
};

const waitMs = 5_000;

export async function workLoop(input: LoopInput): Promise<void> {
  const { isStopping, samplesLeft, passHold, setPhase } = input;
  let failures = 0;
  while (!isStopping() && samplesLeft() > 0) {
    await passHold();
    if (isStopping()) return;
    await letGoOfExpired(input);
    const planned = planOf(input, samplesLeft());
    if (planned.length > 0) {
      setPhase("working");
      await drawAndLease(planned, input);
      continue;
    }
    const met = await leaseMore(input, samplesLeft());
    if (met.kind === "offline") await waitForNetwork({ failures: failures++, leastMs: met.retryAfterMs }, input);
    else failures = 0;
    if (met.kind === "none") await waitForWork(input);
  }
}

function planOf(input: LoopInput, most: number): Array<PlannedRow> {
  const all = [...input.desk.values()].flatMap((work) => planOfWork(work, input));
  return nextDraw(all, Math.min(input.mostRows, most));
}

function planOfWork(work: Work, { opened }: LoopInput): Array<PlannedRow> {
  return plannedRows(work, { backend: opened.device, dtype: opened.dtype });
}

/** When this draw is the last that is there to do, the next leases are fetched meanwhile: the worker need not wait for the server. */
async function drawAndLease(planned: ReadonlyArray<PlannedRow>, input: LoopInput): Promise<void> {
  const left = input.samplesLeft() - planned.length;
  const isLast = planOf(input, Number.POSITIVE_INFINITY).length <= planned.length;
  const leasing = isLast && left > 0 ? leaseMore(input, left) : null;
  // A lease that is refused must not end a draw under way.
  const outcomes = await Promise.allSettled([draw(planned, input), leasing]);
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}

/** After a long pause or a frozen tab others may have the prompts: what is finished is sent, the rest is leased anew. */
async function letGoOfExpired(input: LoopInput): Promise<void> {
  const expired = [...input.desk.values()].filter(({ lease }) => input.supply.isOver(lease.id));
  for (const work of expired) letGo(work, input);
  if (expired.length > 0) await input.supply.send();
}

async function draw(planned: ReadonlyArray<PlannedRow>, input: LoopInput): Promise<void> {
  const { opened, supply, desk, meter, note } = input;
  await drawRows(planned, {
    ...{ opened, meter, note },
    address: supply.address,
    stateOfDrawn: supply.stateOfDrawn,
    keep: async (row) => {
      addRow(desk, row);
      await supply.keep(row);
      input.onRow();
    },
    onRefused: ({ lease, seed }) => {
      const work = desk.get(lease.id);
      if (work) desk.set(lease.id, { ...work, done: new Set([...work.done, seed]) });
    },
  });
  const whole = [...desk.values()].filter((work) => planOfWork(work, input).length === 0);
  for (const work of whole) letGo(work, input);
  if (whole.length > 0) void supply.send();
}

function addRow(desk: Desk, row: KeptRow): void {
  const work = desk.get(row.leaseId);
  if (!work) return;
  const others = work.rows.filter(({ seed, step }) => seed !== row.seed || step !== row.step);
  desk.set(row.leaseId, { ...work, rows: [...others, row] });
}

/** Another tab may go on with it, or this one in another run. */
export function letGo({ lease, done }: Work, { desk, supply }: Pick<LoopInput, "desk" | "supply">): void {
  desk.delete(lease.id);
  supply.letGo(lease.id, [...done]);
}

type Met = { kind: "some" } | { kind: "none" } | { kind: "offline"; retryAfterMs: number };

async function leaseMore({ supply, desk, state }: LoopInput, samplesLeft: number): Promise<Met> {
  try {
    const works = await supply.lease({ tokensPerSecond: state().average, samplesLeft });
    for (const work of works) desk.set(work.lease.id, work);
    return { kind: works.length > 0 ? "some" : "none" };
  } catch (error) {
    if (!(error instanceof CallRefused) || fateOf(error) !== "later") throw error;
    return { kind: "offline", retryAfterMs: (error.retryAfterSeconds ?? 0) * 1_000 };
  }
}

/** All that is leased may be written and unsent: then it waits for the network, which the sending tries again. */
async function waitForWork({ setPhase, sleep, state }: LoopInput): Promise<void> {
  const waitsForSending = state().unsent > 0 && state().retryAt !== null;
  setPhase(waitsForSending ? "waiting-for-network" : "waiting");
  await sleep(waitMs);
}
