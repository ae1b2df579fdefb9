// Nearly the same text in one campaign: what shares a band is found by the index, and counted exactly.
import {
  bandsOf,
  estimatedJaccard,
  jaccard,
  nearDuplicateFrom,
  shinglesOf,
  worthCounting,
} from "#app/features/generation/submission/near-duplicate.ts";
import type { Transaction } from "#app/lib/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type Signed = {
  id: string;
  campaignId: string;
  promptId: string;
  createdAt: Date;
  text: string;
  signature: ReadonlyArray<number>;
};
type Candidate = { id: string; text: string; signature: Array<number> };

/** So many are looked at, those first that share most bands. */
const mostCandidates = 64;

/**
 * The id of a sample that this one nearly repeats, or null; then its own bands are noted for those that come. Lock the prompt
 * before. What other prompts' samples say counts once they are accepted: a forgery must not cost an honest draw its pay.
 */
export async function noteUnlessRepeated(tx: Transaction, sample: Signed): Promise<string | null> {
  if (sample.signature.length === 0) return null;
  const repeated = await findRepeat(tx, sample);
  if (repeated) return repeated;
  await tx.$executeRaw`
    insert into "SampleBand" ("campaignId", band, hash, "sampleId")
    select ${sample.campaignId}, place - 1, hash, ${sample.id}
    from unnest(${bandsOf(sample.signature)}::int[]) with ordinality as own(hash, place)`;
  return null;
}

/**
 * The same again before it is accepted, since others were meanwhile. One after the other within a campaign until the transaction
 * ends, so that of two at once one sees the other.
 */
export async function findRepeat(tx: Transaction, sample: Signed): Promise<string | null> {
  if (sample.signature.length === 0) return null;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`near-duplicates:${sample.campaignId}`}, 0))`;
  return findRepeated(tx, sample, bandsOf(sample.signature));
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
  { id, campaignId, promptId, createdAt }: Omit<Signed, "text" | "signature">,
  bands: ReadonlyArray<number>,
): Prisma.Sql {
  return Prisma.sql`
    select near.id, near.text, near.signature
    from unnest(${bands}::int[]) with ordinality as own(hash, place)
    join "SampleBand" band on band."campaignId" = ${campaignId} and band.band = place - 1 and band.hash = own.hash
    join "Sample" near on near.id = band."sampleId" and near.id <> ${id} and (near.state = 'accepted'
      or (near."promptId" = ${promptId} and near.state <> 'rejected' and near."createdAt" <= ${createdAt}))
    group by near.id order by count(*) desc, near.id limit ${mostCandidates}`;
}
