// Decides samples: state, entry and reservation change together. What is decided stays so, however often it is asked for.
import { appendEntries, type NewEntry } from "#app/features/ledger/append.server.ts";
import { costOf, earnPostings, unreservePostings } from "#app/features/ledger/pay.ts";
import { nextSampleState, type SampleEvent, spendsSlot } from "#app/features/samples/sample-state.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import { toWei } from "#app/lib/money.ts";
import type { Campaign, ReplayState, Sample } from "#prisma/generated/client.ts";

export type Decision = { sampleId: string; event: SampleEvent; replay: ReplayState };

/**
 * Applies decisions on samples of one prompt, pays the accepted ones, returns what a spent slot no longer needs, and has the
 * prompt's tasks opened when its last slot is decided. Call it in the transaction that made the decisions.
 */
export async function decideSamples(
  tx: Transaction,
  { promptId, decisions, now }: { promptId: string; decisions: ReadonlyArray<Decision>; now: Date },
): Promise<void> {
  await lockPrompt(tx, promptId);
  const prompt = await tx.prompt.findUniqueOrThrow({ where: { id: promptId }, include: { campaign: true } });
  const entries: Array<NewEntry> = [];
  for (const { sampleId, event, replay } of decisions) {
    const sample = await tx.sample.findUniqueOrThrow({ where: { id: sampleId } });
    const state = nextSampleState(sample.state, event);
    if (state === null) continue;
    await tx.sample.update({
      where: { id: sampleId },
      data: {
        state,
        replay,
        ...(state === "suspect" ? {} : { decidedAt: now }),
        ...(event.kind === "failed" ? { reason: event.reason, slotSpent: spendsSlot(event) } : {}),
      },
    });
    entries.push(...entriesOf(prompt.campaign, sample, event));
  }
  await appendEntries(tx, entries);
  await settlePrompt(tx, { promptId, slots: prompt.campaign.candidatesPerPrompt });
  // A filled prompt makes room for the next, and a slot that gave nothing frees its money.
  const { campaignId } = prompt;
  await addJob(tx, "open-prompts", { campaignId }, { key: `open-prompts:${campaignId}` });
}

/** Held until the transaction ends: leasing, submitting and deciding on one prompt never cross. */
export async function lockPrompt(tx: Transaction, promptId: string): Promise<void> {
  await tx.$queryRaw`select id from "Prompt" where id = ${promptId} for update`;
}

/** Marks the prompt as filled when each slot has its sample, and has its tasks opened once all of them are decided. */
export async function settlePrompt(
  tx: Transaction,
  { promptId, slots }: { promptId: string; slots: number },
): Promise<void> {
  const spent = { promptId, slotSpent: true };
  const filled = (await tx.sample.count({ where: spent })) >= slots;
  await tx.prompt.updateMany({
    where: { id: promptId, state: { not: "waiting" } },
    data: { state: filled ? "filled" : "open" },
  });
  if (!filled) return;
  const undecided = await tx.sample.count({ where: { ...spent, state: { in: ["submitted", "suspect"] } } });
  if (undecided === 0) await addJob(tx, "open-tasks", { promptId }, { key: `open-tasks:${promptId}` });
}

function entriesOf(campaign: Campaign, sample: Sample, event: SampleEvent): Array<NewEntry> {
  const entry = { kind: "sample" as const, ref: sample.id, idempotencyKey: `sample:${sample.id}` };
  const { overheadBps } = campaign;
  const samplePriceWei = toWei(campaign.samplePriceWei);
  if (event.kind === "suspected") return [];
  if (event.kind === "passed") {
    const earning = { campaignId: campaign.id, address: sample.address, priceWei: samplePriceWei, overheadBps };
    return [{ ...entry, postings: earnPostings({ ...earning, treasury: env().TREASURY }) }];
  }
  const refused = { ...entry, reason: event.reason, postings: [] };
  if (!spendsSlot(event)) return [refused];
  const freed: NewEntry = {
    kind: "unreserve",
    ref: sample.id,
    idempotencyKey: `slot:${sample.id}`,
    postings: unreservePostings(campaign.id, costOf(samplePriceWei, overheadBps)),
  };
  return [refused, freed];
}
