// Draws slots with the product's own loop, on any session.
import { type DecodedRow, decodeRows } from "#app/features/generation/engine/decode.ts";
import type { ModelSession } from "#app/features/generation/engine/ort-session.ts";
import { groupsOfRows } from "#app/features/generation/engine/row-groups.ts";
import type { SamplingParams } from "#app/features/generation/engine/sampler.ts";
import type { MeasuringModel } from "#app/features/generation/replay/measure.ts";
import { fewestTokens, type Slot, slotBatches } from "#scripts/forging/slots.ts";

export type StudyModel = MeasuringModel & { session: ModelSession };

/** A slot and what was written for it. */
export type Written = Slot & Pick<DecodedRow, "tokenIds" | "finishReason" | "logProbabilities">;

const mostRows = 32;

/** One a slot, in their order; `paramsOf` gives what is drawn with, which need not be what the slot asks for. */
export async function drawSlots(
  { session, endTokens, contextTokens }: StudyModel,
  slots: ReadonlyArray<Slot>,
  paramsOf: (slot: Slot) => SamplingParams = (slot) => slot.params,
): Promise<Array<Written>> {
  const written = new Map<Slot, Written>();
  for (const [params, asked] of bySetting(slots, paramsOf)) {
    const rows = asked.map((slot) => ({ promptTokens: slot.promptTokens, seed: slot.seed, slot }));
    for (const groups of groupsOfRows(rows, mostRows)) {
      const drawn = await decodeRows(session, { groups, params, endTokens, contextTokens });
      const inOrder = groups.flatMap((group) => group.rows);
      for (const [index, { tokenIds, finishReason, logProbabilities }] of drawn.entries()) {
        const slot = inOrder[index]?.slot;
        if (slot) written.set(slot, { ...slot, tokenIds, finishReason, logProbabilities });
      }
    }
  }
  return slots.flatMap((slot) => written.get(slot) ?? []);
}

/** Honest samples of at least `fewestTokens`, as many as wanted, always the same for a seed. */
export async function drawLong(
  model: StudyModel,
  prompts: ReadonlyArray<ReadonlyArray<number>>,
  { count, seed }: { count: number; seed: number },
): Promise<Array<Written>> {
  const long: Array<Written> = [];
  for (const slots of slotBatches(prompts, seed)) {
    long.push(...(await drawSlots(model, slots)).filter(({ tokenIds }) => tokenIds.length >= fewestTokens));
    if (long.length >= count) return long.slice(0, count);
  }
  return long;
}

function bySetting(
  slots: ReadonlyArray<Slot>,
  paramsOf: (slot: Slot) => SamplingParams,
): Map<SamplingParams, Array<Slot>> {
  const settings = new Map<string, { params: SamplingParams; slots: Array<Slot> }>();
  for (const slot of slots) {
    const params = paramsOf(slot);
    const key = JSON.stringify(params);
    const known = settings.get(key) ?? { params, slots: [] };
    known.slots.push(slot);
    settings.set(key, known);
  }
  return new Map([...settings.values()].map((setting) => [setting.params, setting.slots]));
}
