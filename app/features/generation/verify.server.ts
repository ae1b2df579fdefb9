// Verifies the samples of a lease: a share that nobody could foresee is drawn again, by the server or by other members, and each
// sample is then decided.
import { randomUUID } from "node:crypto";
import { measuredHere, type SampleInFull, sampleRecord } from "#app/features/generation/measured-here.server.ts";
import { type Found, type SampleRecord, verdictOn } from "#app/features/generation/sample-record.ts";
import { isDrawnAgain } from "#app/features/generation/verify-draw.ts";
import { type Decision, decideSamples } from "#app/features/samples/decide.server.ts";
import { db, inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { log } from "#app/lib/log.server.ts";
import { toWei } from "#app/lib/money.ts";
import type { Prisma, ReplayPurpose } from "#prisma/generated/client.ts";

type Verification = { sampleIds: ReadonlyArray<string>; blockHash: string; now: Date };
type NewReplay = { sample: SampleInFull; purpose: ReplayPurpose; expected?: Found };

/** Of the samples that the server decides, one in four is done by a member as well, and the other way round. */
const controlBps = 2_500;
/** Within so long somebody has to come; then it is decided without. */
const replayDueMs = 24 * 3_600_000;
/** A replay pays this share of the sample's price. */
const replayPriceShare = 4n;

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
    const outcome = await drawnOrNot(sample, blockHash);
    decisions.push(...outcome.decisions);
    replays.push(...outcome.replays);
  }
  const drawnBy = JSON.stringify({ drawnBy: blockHash });
  const ids = samples.map(({ id }) => id);
  await inTransaction(async (tx) => {
    await decideSamples(tx, { promptId, decisions, now });
    await openReplays(tx, replays, now);
    await tx.$executeRaw`update "Sample" set provenance = provenance || ${drawnBy}::jsonb where id = any(${ids}::text[])`;
  });
}

type Outcome = { decisions: Array<Decision>; replays: Array<NewReplay> };

async function drawnOrNot(sample: SampleInFull, blockHash: string): Promise<Outcome> {
  const { campaign } = sample.prompt;
  if (!isDrawnAgain({ blockHash, sampleId: sample.id }, campaign.replayShareBps)) {
    return { decisions: [{ sampleId: sample.id, event: { kind: "passed" }, replay: "none" }], replays: [] };
  }
  const record = sampleRecord(sample);
  const found = campaign.replayBy === "server" ? await measuredHere(sample, record) : null;
  if (!found) return { decisions: [], replays: [{ sample, purpose: "decide" }] };

  const decision = decisionOf(sample.id, record, found);
  if (decision.event.kind === "suspected")
    return { decisions: [decision], replays: [{ sample, purpose: "second", expected: found }] };
  const isControlled = isControlDrawn({ blockHash, sampleId: sample.id });
  return { decisions: [decision], replays: isControlled ? [{ sample, purpose: "control", expected: found }] : [] };
}

function decisionOf(sampleId: string, record: SampleRecord, found: Found): Decision {
  const verdict = verdictOn(record, found, { dtype: "fp32", backend: "node" });
  if (verdict === "passed") return { sampleId, event: { kind: "passed" }, replay: "passed" };
  log.info({ sample: sampleId, verdict }, "a sample does not redraw from its record");
  if (verdict === "suspect") return { sampleId, event: { kind: "suspected" }, replay: "none" };
  return { sampleId, event: { kind: "failed", reason: "replay-failed" }, replay: "failed" };
}

/** Drawn by the same block as the sample itself, by another hash. */
export function isControlDrawn({ blockHash, sampleId }: { blockHash: string; sampleId: string }): boolean {
  return isDrawnAgain({ blockHash, sampleId: `control:${sampleId}` }, controlBps);
}

/** One of a purpose for each sample, however often it is asked for. */
export async function openReplays(tx: Transaction, replays: ReadonlyArray<NewReplay>, now: Date): Promise<void> {
  const dueAt = new Date(now.getTime() + replayDueMs);
  await tx.replay.createMany({
    data: replays.map(({ sample, purpose, expected }) => ({
      id: randomUUID(),
      sampleId: sample.id,
      purpose,
      modelId: sample.lease.modelId,
      modelRevision: sample.lease.modelRevision,
      priceWei: (toWei(sample.prompt.campaign.samplePriceWei) / replayPriceShare).toString(),
      ...(expected ? { expected: toStored(expected) } : {}),
      createdAt: now,
      dueAt,
    })),
    skipDuplicates: true,
  });
}

/** As the columns `expected` and `measures` keep it. */
export function toStored({ steps }: Found): Prisma.InputJsonValue {
  return steps.map(({ measures, text }) => ({ measures: measures.map((measure) => ({ ...measure })), text }));
}
