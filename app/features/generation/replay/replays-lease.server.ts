// Leases of replays: another member's sample, to be run through its model. Who gets which is drawn by chance among the oldest.
import { z } from "zod";
import { modelSchema, type WantedModel } from "#app/features/campaigns/draft.ts";
import { type SampleInFull, sampleRecord } from "#app/features/generation/replay/measured-here.server.ts";
import { mostReplays, type ReplayLeaseRequest, type ReplayView } from "#app/features/generation/replay/replay-api.ts";
import { oneByOne } from "#app/features/generation/submission/one-by-one.server.ts";
import { reviewersAccount } from "#app/features/ledger/entry.ts";
import { db, inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { toWei } from "#app/lib/money.ts";
import { Prisma } from "#prisma/generated/client.ts";

type LeaseInput = ReplayLeaseRequest & { address: string; now: Date };
export type ReplayLeaseRefusal = "daily-limit" | "disagrees-too-often";
export type ReplayLeaseResult = { ok: true; replays: Array<ReplayView> } | { ok: false; why: ReplayLeaseRefusal };

/** Number of the advisory lock under which replays are promised, so that no two promises rest on the same money. */
const promiseLock = 1_330_795;
/** Among so many of the oldest one's share is drawn: nobody can see to it that a certain sample is theirs. */
const drawnAmong = 64;
const dayMs = 24 * 3_600_000;
/** So many findings of a week that disagreed, and more than agreed: each of them cost a second look. */
const mostDisagreeing = 5;

/** What the member holds already, until when it was leased, and then free replays up to the number asked for. */
export async function leaseReplays(input: LeaseInput): Promise<ReplayLeaseResult> {
  // Most calls find nothing, and need not stand in line for that.
  if (!(await hasAny(input))) return { ok: true, replays: [] };
  if (await disagreesTooOften(input)) return { ok: false, why: "disagrees-too-often" };
  const ids = await oneByOne("replays", async () =>
    (await hasAny(input)) ? inTransaction((tx) => take(tx, input)) : [],
  );
  return ids ? { ok: true, replays: await listViews(ids) } : { ok: false, why: "daily-limit" };
}

/** @returns the ids of what is held now; null when the day's are used up */
async function take(tx: Transaction, input: LeaseInput): Promise<Array<string> | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${promiseLock}::bigint)`;
  const own = await listOwn(tx, input);
  const held = own.filter(({ isHeld }) => isHeld);
  const room = env().SAMPLES_PER_DAY - own.length;
  if (held.length === 0 && room <= 0) return null;
  const wanted = held.filter(({ isWanted }) => isWanted).slice(0, input.count);
  const ids = wanted.map(({ id }) => id);
  const free = Math.min(input.count - ids.length, mostReplays - held.length, room);
  return free > 0 ? [...ids, ...(await takeFree(tx, input, free))] : ids;
}

async function hasAny(input: LeaseInput): Promise<boolean> {
  const [row] = await db().$queryRaw<Array<{ hasAny: boolean }>>`
    select exists (select from "Replay" where ${ownHeld(input)}) or exists (select ${freeFor(input)}) as "hasAny"`;
  return row?.hasAny ?? false;
}

async function disagreesTooOften({ address, now }: LeaseInput): Promise<boolean> {
  const since = { address, doneAt: { gt: new Date(now.getTime() - 7 * dayMs) } };
  const [agreed, disagreed] = await Promise.all(
    [true, false].map((agrees) => db().replay.count({ where: { ...since, agrees } })),
  );
  return (disagreed ?? 0) >= mostDisagreeing && (disagreed ?? 0) > (agreed ?? 0);
}

function ownHeld({ address, now }: LeaseInput): Prisma.Sql {
  return Prisma.sql`address = ${address} and state = 'leased' and "expiresAt" > ${now}`;
}

type Own = { id: string; isHeld: boolean; isWanted: boolean };

/** What one took within a day or still holds; wanted: held, and of a model that is asked for. */
function listOwn(tx: Transaction, input: LeaseInput): Promise<Array<Own>> {
  const since = new Date(input.now.getTime() - dayMs);
  return tx.$queryRaw<Array<Own>>`
    select id, (${ownHeld(input)}) as "isHeld",
      (${ownHeld(input)} and "modelId" = any(${input.models}::text[])) as "isWanted"
    from "Replay" where address = ${input.address} and ("leasedAt" > ${since} or (${ownHeld(input)}))
    order by "leasedAt", id`;
}

/**
 * By chance among the oldest, as many as `reviewers` can pay beside all that it has promised. One statement, since others wait;
 * what was done or voided since it looked is left out by the last condition.
 */
async function takeFree(tx: Transaction, input: LeaseInput, count: number): Promise<Array<string>> {
  const { address, now } = input;
  const taken = await tx.$queryRaw<Array<{ id: string }>>`
    with means as (
      select coalesce((select wei from "Balance" where account = ${reviewersAccount}), 0) - coalesce((
        select sum("priceWei") from "Replay" where (state = 'leased' and "expiresAt" > ${now})
          or (state = 'done' and "settledAt" is null and agrees is not false)), 0) as wei
    ), oldest as (
      select replay.id, replay."priceWei", random() as place ${freeFor(input)}
      order by replay."createdAt", replay.id limit ${drawnAmong}
    ), drawn as (
      select id, sum("priceWei") over (order by place, id) as wei, row_number() over (order by place, id) as number from oldest
    )
    update "Replay" replay
    set state = 'leased', address = ${address}, "leasedAt" = ${now}, "expiresAt" = least(${expiryFrom(now)}, replay."dueAt")
    from drawn, means
    where replay.id = drawn.id and drawn.wei <= means.wei and drawn.number <= ${count}
      and (replay.state = 'open' or (replay.state = 'leased' and replay."expiresAt" <= ${now}))
    returning replay.id`;
  return taken.map(({ id }) => id);
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

async function listViews(ids: ReadonlyArray<string>): Promise<Array<ReplayView>> {
  const rows = await db().replay.findMany({
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
      model: { id: modelId, revision: modelRevision, dtype: record.writer.dtype, ...cardOf(sample) },
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

/** What its campaign says of a model that the site does not know. */
function cardOf({ lease, prompt }: SampleInFull): Pick<WantedModel, "card"> {
  const wanted = z.array(modelSchema).parse(prompt.campaign.models);
  const entry = wanted.find(({ id, revision }) => id === lease.modelId && revision === lease.modelRevision);
  return entry?.card ? { card: entry.card } : {};
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + env().GENERATION_LEASE_SECONDS * 1_000);
}
