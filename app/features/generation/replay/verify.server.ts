// Verifies the samples of a lease: a share that nobody could foresee is drawn again, by the server or by other members, and each
// sample is then decided.
import { randomUUID } from "node:crypto";
import { measuredHere, type SampleInFull, sampleRecord } from "#app/features/generation/replay/measured-here.server.ts";
import { isLookedAtTwice } from "#app/features/generation/replay/secret-draw.server.ts";
import { isMeasured } from "#app/features/generation/replay/tolerances.ts";
import { verificationPrice } from "#app/features/generation/replay/verification-price.ts";
import { isDrawnAgain } from "#app/features/generation/replay/verify-draw.ts";
import { findRepeat } from "#app/features/generation/submission/near-duplicate.server.ts";
import { type Found, type SampleRecord, verdictOn } from "#app/features/generation/submission/sample-record.ts";
import { type Decision, decideSamples, lockPrompt } from "#app/features/samples/decide.server.ts";
import { db, inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { log } from "#app/lib/log.server.ts";
import { toWei } from "#app/lib/money.ts";
import type { Prisma, ReplayPurpose } from "#prisma/generated/client.ts";

type Verification = { sampleIds: ReadonlyArray<string>; blockHash: string; now: Date };
type NewReplay = { sample: SampleInFull; purpose: ReplayPurpose; expected?: Found };

/** Where the server measures. */
const here = { dtype: "fp32", backend: "node" };
/** Within so long somebody has to come; then it is decided without. */
const replayDueMs = 24 * 3_600_000;
/** Whose sample failed has all of theirs drawn again for so long. */
const watchedMs = 7 * 24 * 3_600_000;

/** The samples of a lease that wait for their draw. One whose draw sent it to members waits for them, and is not drawn again. */
export async function listSubmitted(leaseId: string): Promise<Array<string>> {
  const rows = await db().sample.findMany({ where: waiting({ leaseId }), select: { id: true } });
  return rows.map(({ id }) => id);
}

function waiting(which: Prisma.SampleWhereInput): Prisma.SampleWhereInput {
  return { ...which, state: "submitted", replays: { none: {} } };
}

/** @param blockHash of the first block after these samples were submitted; it is kept with each as what drew it or not */
export async function verifySamples({ sampleIds, blockHash, now }: Verification): Promise<void> {
  const samples = await db().sample.findMany({
    where: waiting({ id: { in: [...sampleIds] } }),
    include: { lease: true, prompt: { include: { campaign: true } } },
    orderBy: { slot: "asc" },
  });
  const promptId = samples[0]?.promptId;
  if (!promptId) return;
  const decisions: Array<Decision> = [];
  const replays: Array<NewReplay> = [];
  for (const sample of samples) {
    const outcome = await drawnOrNot(sample, { blockHash, now });
    decisions.push(...outcome.decisions);
    replays.push(...outcome.replays);
  }
  const drawnBy = JSON.stringify({ drawnBy: blockHash });
  const ids = samples.map(({ id }) => id);
  await inTransaction(async (tx) => {
    await lockPrompt(tx, promptId);
    await decideSamples(tx, { promptId, decisions: await unlessRepeated(tx, samples, decisions), now });
    await openReplays(tx, replays, now);
    await tx.$executeRaw`update "Sample" set provenance = provenance || ${drawnBy}::jsonb where id = any(${ids}::text[])`;
  });
}

/** What passes is accepted only if no accepted sample says nearly the same by now. */
export async function unlessRepeated(
  tx: Transaction,
  samples: ReadonlyArray<SampleInFull>,
  decisions: ReadonlyArray<Decision>,
): Promise<Array<Decision>> {
  const checked: Array<Decision> = [];
  for (const decision of decisions) {
    const sample = samples.find(({ id }) => id === decision.sampleId);
    const isRepeat = decision.event.kind === "passed" && sample && (await findRepeat(tx, sample)) !== null;
    checked.push(isRepeat ? { ...decision, event: { kind: "failed", reason: "near-duplicate" } } : decision);
  }
  return checked;
}

type Outcome = { decisions: Array<Decision>; replays: Array<NewReplay> };

async function drawnOrNot(
  sample: SampleInFull,
  { blockHash, now }: { blockHash: string; now: Date },
): Promise<Outcome> {
  const { campaign } = sample.prompt;
  const accepted: Outcome = {
    decisions: [{ sampleId: sample.id, event: { kind: "passed" }, replay: "none" }],
    replays: [],
  };
  const isDrawn =
    isDrawnAgain({ blockHash, sampleId: sample.id }, campaign.replayShareBps) || (await isWatched(sample.address, now));
  if (!isDrawn) return accepted;
  const record = sampleRecord(sample);
  const isPayable = priceOf(sample) !== null;
  const found = campaign.replayBy === "server" || !isPayable ? await measuredOrNot(sample, record) : null;
  if (!found) return isPayable ? { decisions: [], replays: [{ sample, purpose: "decide" }] } : accepted;

  const decision = decisionOf(sample.id, record, found);
  if (decision.event.kind === "suspected" && !isPayable)
    return { decisions: [lastDecision(sample.id, record, found)], replays: [] };
  if (decision.event.kind === "suspected")
    return { decisions: [decision], replays: [{ sample, purpose: "second", expected: found }] };
  const isControlled = isLookedAtTwice(sample.id);
  return { decisions: [decision], replays: isControlled ? [{ sample, purpose: "control", expected: found }] : [] };
}

/** A mistake of ours in measuring holds nothing up: members are asked then, and in the end nothing is held against the sample. */
export async function measuredOrNot(sample: SampleInFull, record: SampleRecord): Promise<Found | null> {
  try {
    return await measuredHere(sample, record);
  } catch (error) {
    log.error({ sample: sample.id, error: String(error) }, "a sample could not be measured");
    return null;
  }
}

async function isWatched(address: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - watchedMs);
  const failed = { address, reason: "replay-failed", decidedAt: { gt: since } };
  return (await db().sample.findFirst({ where: failed, select: { id: true } })) !== null;
}

function priceOf({ prompt: { campaign } }: SampleInFull): bigint | null {
  const { overheadBps, replayShareBps } = campaign;
  return verificationPrice({ samplePriceWei: toWei(campaign.samplePriceWei), overheadBps, replayShareBps });
}

/** Where nobody else is to be asked: a suspicion rejects only what was written where honest samples were measured. */
export function lastDecision(sampleId: string, record: SampleRecord, found: Found): Decision {
  const verdict = verdictOn(record, found, here);
  const isPassed = verdict === "passed" || (verdict === "suspect" && !isMeasured(record.writer, here));
  if (isPassed) return { sampleId, event: { kind: "passed" }, replay: "passed" };
  return { sampleId, event: { kind: "failed", reason: "replay-failed" }, replay: "failed" };
}

export function decisionOf(sampleId: string, record: SampleRecord, found: Found): Decision {
  const verdict = verdictOn(record, found, here);
  if (verdict === "passed") return { sampleId, event: { kind: "passed" }, replay: "passed" };
  log.info({ sample: sampleId, verdict }, "a sample does not redraw from its record");
  if (verdict === "suspect") return { sampleId, event: { kind: "suspected" }, replay: "none" };
  return { sampleId, event: { kind: "failed", reason: "replay-failed" }, replay: "failed" };
}

/** One of a purpose for each sample, however often it is asked for. */
export async function openReplays(tx: Transaction, replays: ReadonlyArray<NewReplay>, now: Date): Promise<void> {
  const dueAt = new Date(now.getTime() + replayDueMs);
  await tx.replay.createMany({
    data: replays.flatMap(({ sample, purpose, expected }) => {
      const priceWei = priceOf(sample);
      if (priceWei === null) return [];
      const { modelId, modelRevision } = sample.lease;
      const kept = expected ? { expected: toStored(expected) } : {};
      const row = { id: randomUUID(), sampleId: sample.id, purpose, modelId, modelRevision, createdAt: now, dueAt };
      return [{ ...row, priceWei: priceWei.toString(), ...kept }];
    }),
    skipDuplicates: true,
  });
}

/** As the columns `expected` and `measures` keep it. */
export function toStored({ steps }: Found): Prisma.InputJsonValue {
  return steps.map(({ measures, text }) => ({ measures: measures.map((measure) => ({ ...measure })), text }));
}
