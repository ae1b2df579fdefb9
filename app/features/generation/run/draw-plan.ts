// Which rows are drawn next, from what is leased and what is finished already. A row that is finished is never drawn again.
import type { Message } from "#app/features/campaigns/draft.ts";
import { nextMessages, writtenText } from "#app/features/campaigns/generation-recipes/messages.ts";
import { stepSeed } from "#app/features/campaigns/generation-recipes/step-seed.ts";
import type { GenerationLeaseView } from "#app/features/generation/api.ts";
import type { KeptRow } from "#app/features/generation/run/kept-rows.ts";

export type WorkLease = Pick<GenerationLeaseView, "id" | "params" | "seeds" | "slots" | "recipe" | "priceWei"> & {
  prompt: { id: string; language: string; messages: ReadonlyArray<Message> };
};

/** A lease that this tab writes for, with what is there of it. */
export type Work = {
  lease: WorkLease;
  rows: ReadonlyArray<KeptRow>;
  /** Seeds that need nothing more: handed over, or their prompt can't be written for. */
  done: ReadonlySet<number>;
};

type Backing = Pick<KeptRow, "backend" | "dtype">;

export type PlannedRow = {
  lease: WorkLease;
  /** The slot's. */
  seed: number;
  step: number;
  /** The step's own. */
  drawSeed: number;
  /** The texts of the steps before. */
  written: ReadonlyArray<string>;
  messages: ReadonlyArray<Message>;
};

/**
 * The next row of each slot that is not whole yet. Steps that were drawn on another device or form of the weights are not gone
 * on from: a sample is of one of each.
 */
export function plannedRows({ lease, rows, done }: Work, backing: Backing): Array<PlannedRow> {
  return lease.seeds.flatMap((seed, index): Array<PlannedRow> => {
    const own = rows.filter((row) => row.leaseId === lease.id && row.seed === seed);
    if (done.has(seed) || own.some(({ sampleText }) => sampleText !== null)) return [];
    const written = textsOf(own, backing);
    const messages = nextMessages(lease.recipe, { ...slotOf(lease, index), written });
    const step = written.length;
    return messages ? [{ lease, seed, step, drawSeed: stepSeed(seed, step), written, messages }] : [];
  });
}

/** One draw's share: rows of one way of sampling, at most so many, those of the earliest lease first. */
export function nextDraw(planned: ReadonlyArray<PlannedRow>, mostRows: number): Array<PlannedRow> {
  const params = JSON.stringify(planned[0]?.lease.params);
  return planned.filter(({ lease }) => JSON.stringify(lease.params) === params).slice(0, mostRows);
}

/** What is judged of a sample when this row is its last step, else null. */
export function sampleTextAfter({ lease, seed, written }: PlannedRow, text: string): string | null {
  const all = [...written, text];
  const slot = slotOf(lease, lease.seeds.indexOf(seed));
  if (nextMessages(lease.recipe, { ...slot, written: all })) return null;
  return writtenText(lease.recipe, { messages: slot.messages, written: all });
}

function slotOf({ prompt, slots }: WorkLease, index: number) {
  return { promptId: prompt.id, language: prompt.language, messages: prompt.messages, slot: slots[index] ?? index };
}

/** The texts of the steps from the first on, without a gap. */
function textsOf(own: ReadonlyArray<KeptRow>, { backend, dtype }: Backing): Array<string> {
  const fitting = own.filter((row) => row.backend === backend && row.dtype === dtype);
  const texts: Array<string> = [];
  for (let step = 0; step < fitting.length; step++) {
    const row = fitting.find((one) => one.step === step);
    if (!row) break;
    texts.push(row.text);
  }
  return texts;
}
