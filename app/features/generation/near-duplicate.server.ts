// Nearly the same text in one campaign: what shares a band is found by the index, and counted exactly.
import {
  bandsOf,
  estimatedJaccard,
  jaccard,
  nearDuplicateFrom,
  shinglesOf,
  worthCounting,
} from "#app/features/generation/near-duplicate.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type Signed = { id: string; campaignId: string; text: string; signature: ReadonlyArray<number> };
type Candidate = { id: string; text: string; signature: Array<number> };

/** So many are looked at, those first that share most bands. */
const mostCandidates = 64;

/**
 * The id of a sample of the campaign that this one nearly repeats, or null; then its own bands are noted for those that come.
 * One after the other within a campaign until the transaction ends, so that of two at once one sees the other: lock the prompt before.
 */
export async function noteUnlessRepeated(tx: Transaction, sample: Signed): Promise<string | null> {
  if (sample.signature.length === 0) return null;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`near-duplicates:${sample.campaignId}`}, 0))`;
  const bands = bandsOf(sample.signature);
  const repeated = await findRepeated(tx, sample, bands);
  if (repeated) return repeated;
  await tx.$executeRaw`
    insert into "SampleBand" ("campaignId", band, hash, "sampleId")
    select ${sample.campaignId}, place - 1, hash, ${sample.id} from unnest(${bands}::int[]) with ordinality as own(hash, place)`;
  return null;
}

async function findRepeated(tx: Transaction, sample: Signed, bands: ReadonlyArray<number>): Promise<string | null> {
  const candidates = await tx.$queryRaw<Array<Candidate>>(candidatesOf(sample, bands));
  const shingles = shinglesOf(sample.text);
  const isNear = ({ text, signature }: Candidate) =>
    estimatedJaccard(signature, sample.signature) >= worthCounting &&
    jaccard(shinglesOf(text), shingles) >= nearDuplicateFrom;
  return candidates.find(isNear)?.id ?? null;
}

/** Those of the campaign that share a band, most bands first: sixteen looks into an index, however many samples there are. */
export function candidatesOf(
  { id, campaignId }: Pick<Signed, "id" | "campaignId">,
  bands: ReadonlyArray<number>,
): Prisma.Sql {
  return Prisma.sql`
    select near.id, near.text, near.signature
    from unnest(${bands}::int[]) with ordinality as own(hash, place)
    join "SampleBand" band on band."campaignId" = ${campaignId} and band.band = place - 1 and band.hash = own.hash
    join "Sample" near on near.id = band."sampleId" and near.state <> 'rejected' and near.id <> ${id}
    group by near.id order by count(*) desc, near.id limit ${mostCandidates}`;
}
