// Leases of replays: another member's sample, to be run through its model. Who gets which is drawn by chance among the oldest.
import { randomInt } from "node:crypto";
import { sampleRecord } from "#app/features/generation/measured-here.server.ts";
import { mostReplays, type ReplayLeaseRequest, type ReplayView } from "#app/features/generation/replay-api.ts";
import { balanceOf } from "#app/features/ledger/append.server.ts";
import { reviewersAccount } from "#app/features/ledger/entry.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { toWei } from "#app/lib/money.ts";
import { Prisma } from "#prisma/generated/client.ts";

type LeaseInput = ReplayLeaseRequest & { address: string; now: Date };
export type ReplayLeaseResult = { ok: true; replays: Array<ReplayView> } | { ok: false; why: "daily-limit" };

/** Number of the advisory lock under which replays are promised, so that no two promises rest on the same money. */
const promiseLock = 1_330_795;
/** Among so many of the oldest one's share is drawn: nobody can see to it that a certain sample is theirs. */
const drawnAmong = 64;
const dayMs = 24 * 3_600_000;

/** What the member holds already, with a new expiry, and then free replays up to the number asked for. */
export function leaseReplays(input: LeaseInput): Promise<ReplayLeaseResult> {
  return inTransaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${promiseLock}::bigint)`;
    const room = await roomToday(tx, input);
    if (room <= 0) return { ok: false, why: "daily-limit" };
    const held = await renewOwn(tx, input);
    const free = Math.min(input.count - held.length, mostReplays - (await countHeld(tx, input)), room);
    const taken = free > 0 ? await takeFree(tx, input, free) : [];
    return { ok: true, replays: await viewsOf(tx, [...held, ...taken]) };
  });
}

async function roomToday(tx: Transaction, { address, now }: LeaseInput): Promise<number> {
  const since = new Date(now.getTime() - dayMs);
  const taken = await tx.replay.count({ where: { address, leasedAt: { gt: since } } });
  const held = await countHeld(tx, { address, now });
  return env().SAMPLES_PER_DAY - taken + held;
}

function ownHeld({ address, now }: Pick<LeaseInput, "address" | "now">): Prisma.ReplayWhereInput {
  return { address, state: "leased", expiresAt: { gt: now } };
}

function countHeld(tx: Transaction, whose: Pick<LeaseInput, "address" | "now">): Promise<number> {
  return tx.replay.count({ where: ownHeld(whose) });
}

async function renewOwn(tx: Transaction, input: LeaseInput): Promise<Array<string>> {
  const own = await tx.replay.findMany({
    where: { ...ownHeld(input), modelId: { in: input.models } },
    orderBy: [{ leasedAt: "asc" }, { id: "asc" }],
    take: input.count,
    select: { id: true },
  });
  const ids = own.map(({ id }) => id);
  await tx.replay.updateMany({
    where: { id: { in: ids }, ...ownHeld(input) },
    data: { expiresAt: expiryFrom(input.now) },
  });
  return ids;
}

type Free = { id: string; wei: string };

async function takeFree(tx: Transaction, input: LeaseInput, count: number): Promise<Array<string>> {
  const oldest = await tx.$queryRaw<Array<Free>>`
    select replay.id, replay."priceWei"::text as wei ${freeFor(input)}
    order by replay."createdAt", replay.id limit ${drawnAmong}`;
  const drawn = await withinMeans(tx, inRandomOrder(oldest), { count, now: input.now });
  if (drawn.length === 0) return [];
  const ids = drawn.map(({ id }) => id);
  // Locked and asked again: it may have been done or voided since.
  const locked = await tx.$queryRaw<Array<{ id: string }>>`
    select replay.id ${freeFor(input)} and replay.id = any(${ids}::text[]) order by replay.id for update of replay skip locked`;
  const taken = locked.map(({ id }) => id);
  await tx.replay.updateMany({
    where: { id: { in: taken } },
    data: { state: "leased", address: input.address, leasedAt: input.now, expiresAt: expiryFrom(input.now) },
  });
  return taken;
}

/** Nobody verifies their own sample, one of a campaign that they pay for, or a sample that they had before. */
function freeFor({ address, models, now }: LeaseInput): Prisma.Sql {
  return Prisma.sql`
    from "Replay" replay
    join "Sample" sample on sample.id = replay."sampleId"
    join "Campaign" campaign on campaign.id = sample."campaignId"
    where replay.state in ('open', 'leased') and (replay.state = 'open' or replay."expiresAt" <= ${now})
      and replay."dueAt" > ${now} and replay."modelId" = any(${models}::text[])
      and sample.address <> ${address} and campaign.requester <> ${address}
      and not exists (select from "Replay" other where other."sampleId" = replay."sampleId" and other.address = ${address})`;
}

/** As many as `reviewers` can pay beside all that it has promised. */
async function withinMeans(
  tx: Transaction,
  replays: ReadonlyArray<Free>,
  { count, now }: { count: number; now: Date },
) {
  let left = (await balanceOf(tx, reviewersAccount)) - (await promisedWei(tx, now));
  const affordable: Array<Free> = [];
  for (const replay of replays) {
    const wei = BigInt(replay.wei);
    if (affordable.length === count || wei > left) continue;
    left -= wei;
    affordable.push(replay);
  }
  return affordable;
}

async function promisedWei(tx: Transaction, now: Date): Promise<bigint> {
  const promised = await tx.replay.aggregate({
    where: {
      OR: [
        { state: "leased", expiresAt: { gt: now } },
        { state: "done", settledAt: null, OR: [{ agrees: null }, { agrees: true }] },
      ],
    },
    _sum: { priceWei: true },
  });
  return promised._sum.priceWei ? toWei(promised._sum.priceWei) : 0n;
}

function inRandomOrder<Item>(items: ReadonlyArray<Item>): Array<Item> {
  const left = [...items];
  return items.flatMap(() => left.splice(randomInt(left.length), 1));
}

async function viewsOf(tx: Transaction, ids: ReadonlyArray<string>): Promise<Array<ReplayView>> {
  const rows = await tx.replay.findMany({
    where: { id: { in: [...ids] } },
    include: { sample: { include: { lease: true, prompt: { include: { campaign: true } } } } },
    orderBy: [{ leasedAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, expiresAt, priceWei, sample }) => {
    const record = sampleRecord(sample);
    const { modelId, modelRevision } = sample.lease;
    return {
      id,
      expiresAt: (expiresAt ?? new Date(0)).toISOString(),
      priceWei: toWei(priceWei).toString(),
      model: { id: modelId, revision: modelRevision, dtype: record.writer.dtype },
      backend: record.writer.backend,
      steps: record.steps.map(({ messages, tokenIds, finishReason }) => ({
        messages: [...messages],
        tokenIds: [...tokenIds],
        finishReason,
        params: { ...record.params, stop: [...(record.params.stop ?? [])] },
      })),
    };
  });
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + env().GENERATION_LEASE_SECONDS * 1_000);
}
