// What is stored of how well people judge. Here counts what was earned in this campaign; elsewhere only what was earned in
// campaigns that the operator vouches for, so that nobody buys standing in a campaign of their own.
import type { TaskKind } from "#app/features/campaigns/kind-options.ts";
import {
  answersADay,
  type ContributorReputation,
  type Evidence,
  goldEvery,
  reputationOf,
} from "#app/features/quality/reputation.ts";
import { inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";

export type Earned = Evidence & { address: string; accepted: number };
type Place = { campaignId: string; kind: TaskKind; goldEvery: number };

/** A campaign is fitted so long after the first of the tasks that closed since the last time. */
const fitAfterMs = 20_000;

/** A task of the campaign has closed: what is known of its contributors will be estimated anew. */
export async function addFitJob(tx: Transaction, campaignId: string, now = new Date()): Promise<void> {
  const name = `fit-campaign:${campaignId}`;
  const runAt = new Date(now.getTime() + fitAfterMs);
  await addJob(tx, "fit-campaign", { campaignId }, { key: name, queue: name, runAt, keepsTime: true });
}

/** The operator's word that standing earned in a campaign counts in others, or its withdrawal. False: there is no such campaign. */
export async function vouchForCampaign(campaignId: string, isVouched: boolean): Promise<boolean> {
  return inTransaction(async (tx) => {
    const { count } = await tx.campaign.updateMany({ where: { id: campaignId }, data: { isVouched } });
    if (count > 0) await addFitJob(tx, campaignId);
    return count > 0;
  });
}

/** Writes what was earned in a campaign and kind, the estimate that follows, and what counts elsewhere. */
export async function writeReputations(tx: Transaction, place: Place, earned: ReadonlyArray<Earned>): Promise<void> {
  const addresses = earned.map(({ address }) => address);
  const elsewhere = await vouchedSums(tx, { ...place, addresses, exceptCampaignId: place.campaignId });
  const rows = earned.map((own) => {
    const reputation = reputationOf(sumOfEvidence(own, elsewhere.get(own.address)));
    return { ...own, ...reputation, goldEvery: place.goldEvery === 0 ? 0 : goldEvery(reputation, place.goldEvery) };
  });
  await upsertReputations(tx, place, rows);
  // Of every campaign: the operator may have taken a word back since the last fit.
  const counting = await vouchedSums(tx, { ...place, addresses, exceptCampaignId: "" });
  await writeVouched(tx, place.kind, { addresses, counting });
  await writeDailyLimits(tx, addresses);
}

type Sum = Evidence & { accepted: number };
const nothing: Sum = { goldCorrect: 0, goldTotal: 0, agreed: 0, decided: 0, accepted: 0 };

function sumOfEvidence(one: Sum, other: Sum = nothing): Sum {
  return {
    goldCorrect: one.goldCorrect + other.goldCorrect,
    goldTotal: one.goldTotal + other.goldTotal,
    agreed: one.agreed + other.agreed,
    decided: one.decided + other.decided,
    accepted: one.accepted + other.accepted,
  };
}

type Asked = { kind: TaskKind; addresses: ReadonlyArray<string>; exceptCampaignId: string };

/** What was earned in campaigns that the operator vouches for. */
export async function vouchedSums(
  tx: Transaction,
  { kind, addresses, exceptCampaignId }: Asked,
): Promise<Map<string, Sum>> {
  const rows = await tx.$queryRaw<Array<Sum & { address: string }>>`
    select own.address, sum(own."goldCorrect")::int as "goldCorrect", sum(own."goldTotal")::int as "goldTotal",
      sum(own.agreed) as agreed, sum(own.decided)::int as decided, sum(own.accepted)::int as accepted
    from "Reputation" own join "Campaign" campaign on campaign.id = own."campaignId" and campaign."isVouched"
    where own.address = any(${addresses}::text[]) and own.kind::text = ${kind} and own."campaignId" <> ${exceptCampaignId}
    group by own.address`;
  return new Map(rows.map(({ address, ...sum }) => [address, sum]));
}

type Estimated = Earned & ContributorReputation;

async function upsertReputations(
  tx: Transaction,
  { campaignId, kind }: Place,
  rows: ReadonlyArray<Estimated & { goldEvery: number }>,
): Promise<void> {
  await tx.$executeRaw`
    insert into "Reputation" (address, "campaignId", kind, accuracy, "standardError", n, "goldCorrect", "goldTotal", agreed, decided,
      accepted, "goldEvery", "updatedAt")
    select address, ${campaignId}, ${kind}::"TaskKind", accuracy, error, n, correct, golds, agreed, decided, accepted, "goldEvery", now()
    from unnest(${rows.map((row) => row.address)}::text[], ${rows.map((row) => row.accuracy)}::float8[],
      ${rows.map((row) => row.standardError)}::float8[], ${rows.map((row) => row.n)}::int[],
      ${rows.map((row) => row.goldCorrect)}::int[], ${rows.map((row) => row.goldTotal)}::int[],
      ${rows.map((row) => row.agreed)}::float8[], ${rows.map((row) => row.decided)}::int[],
      ${rows.map((row) => row.accepted)}::int[], ${rows.map((row) => row.goldEvery)}::int[]
    ) as row(address, accuracy, error, n, correct, golds, agreed, decided, accepted, "goldEvery")
    on conflict (address, "campaignId", kind) do update set accuracy = excluded.accuracy,
      "standardError" = excluded."standardError", n = excluded.n, "goldCorrect" = excluded."goldCorrect",
      "goldTotal" = excluded."goldTotal", agreed = excluded.agreed, decided = excluded.decided,
      accepted = excluded.accepted, "goldEvery" = excluded."goldEvery", "updatedAt" = excluded."updatedAt"`;
}

type Counting = { addresses: ReadonlyArray<string>; counting: ReadonlyMap<string, Sum> };

async function writeVouched(tx: Transaction, kind: TaskKind, { addresses, counting }: Counting): Promise<void> {
  const gone = addresses.filter((address) => !counting.has(address));
  await tx.vouchedReputation.deleteMany({ where: { kind, address: { in: gone } } });
  for (const [address, sum] of counting) {
    const row = { ...sum, ...reputationOf(sum) };
    const where = { address_kind: { address, kind } };
    await tx.vouchedReputation.upsert({ where, create: { address, kind, ...row }, update: row });
  }
}

/** A day's limit grows with what somebody has shown in all kinds together; without anything it is a newcomer's. */
async function writeDailyLimits(tx: Transaction, addresses: ReadonlyArray<string>): Promise<void> {
  const sums = await tx.vouchedReputation.groupBy({
    by: ["address"],
    where: { address: { in: [...addresses] } },
    _sum: { goldCorrect: true, goldTotal: true, agreed: true, decided: true },
  });
  const known = new Set(sums.map(({ address }) => address));
  const unknown = addresses.filter((address) => !known.has(address));
  await tx.queueMember.updateMany({ where: { address: { in: unknown } }, data: { answersADay: null } });
  for (const { address, _sum } of sums) {
    const { goldCorrect, goldTotal, agreed, decided } = _sum;
    const all = {
      goldCorrect: goldCorrect ?? 0,
      goldTotal: goldTotal ?? 0,
      agreed: agreed ?? 0,
      decided: decided ?? 0,
    };
    const limit = { answersADay: answersADay(reputationOf(all), env().ANSWERS_PER_DAY) };
    await tx.queueMember.upsert({ where: { address }, create: { address, ...limit }, update: limit });
  }
}
