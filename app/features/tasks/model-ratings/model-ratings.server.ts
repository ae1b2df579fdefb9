import { z } from "zod";
import { type TextStyle, textStyle } from "#app/features/quality/pairs/text-style.ts";
import { type ModelRatings, toModelRatings } from "#app/features/tasks/model-ratings/model-ratings.ts";
import { type ModelVote, modelVoteSchema } from "#app/features/tasks/model-ratings/model-ratings-votes.ts";
import { db } from "#app/lib/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** Ratings rest on at most so many answers of a kind, drawn by the digest of their ids. */
const mostAnswers = { prefer: 5_000, rank: 500 };

/** Anybody may ask, and the answer changes slowly: one computation a minute serves all. */
const freshMs = 60_000;
const mostKept = 100;
const kept = new Map<string, { until: number; ratings: Promise<ModelRatings> }>();

/**
 * Which models people prefer, by the answers to closed tasks whose samples were made by different ones.
 * @param campaignId of one campaign; null: of those that the operator vouches for, so that nobody buys a rating in a campaign of
 * their own (of all that are public, where the operator vouches for none)
 */
export function modelRatings(campaignId: string | null, now = Date.now()): Promise<ModelRatings> {
  const key = campaignId ?? "";
  const known = kept.get(key);
  if (known && known.until > now) return known.ratings;

  const ratings = computeRatings(campaignId);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, { until: now + freshMs, ratings });
  // What failed is asked again.
  ratings.catch(() => kept.delete(key));
  return ratings;
}

async function computeRatings(campaignId: string | null): Promise<ModelRatings> {
  const [prefer, rank] = await Promise.all([votesOf("prefer", campaignId), votesOf("rank", campaignId)]);
  const votes = [...prefer.votes, ...rank.votes];
  return toModelRatings({ votes, total: prefer.total + rank.total, styles: await stylesOf(votes) });
}

type Row = { votes: unknown; total: number };

/** Only what is drawn is read in full: which tasks compare anything is told by the least and the greatest of their samples. */
async function votesOf(kind: keyof typeof mostAnswers, campaignId: string | null) {
  const counted =
    campaignId === null
      ? Prisma.sql`(campaign."isVouched" or not exists (select from "Campaign" where "isVouched"))`
      : Prisma.sql`task."campaignId" = ${campaignId}`;
  const rows = await db().$queryRaw<Array<Row>>`
    with made as (
      select task.id, concat_ws(' ', provenance->>'model', provenance->>'revision', provenance->>'recipe',
        provenance->'params'->>'temperature') as by
      from "Task" task join "Campaign" campaign on campaign.id = task."campaignId"
      join "TaskSample" shown on shown."taskId" = task.id join "Sample" sample on sample.id = shown."sampleId"
      where task.kind::text = ${kind} and task.state = 'closed' and task."goldId" is null and campaign.state <> 'draft'
        and ${counted}
    ), compared as (
      select id from made group by id having min(by) <> max(by)
    ), drawn as (
      select answer."taskId", answer.address, answer.answer, md5(answer.id) as place, count(*) over ()::int as total
      from compared join "Answer" answer on answer."taskId" = compared.id
      where answer.reason is distinct from 'overturned-by-audit'
      order by place limit ${mostAnswers[kind]}
    ), shown as (
      select "taskId", json_agg(json_build_object(
        'id', sample.id, 'model', coalesce(sample.provenance->>'model', ''),
        'revision', coalesce(sample.provenance->>'revision', ''), 'recipe', sample.provenance->>'recipe',
        'temperature', sample.provenance->'params'->>'temperature') order by position) as samples
      from "TaskSample" join "Sample" sample on sample.id = "sampleId"
      where "taskId" in (select "taskId" from drawn) group by "taskId"
    )
    select coalesce(max(total), 0)::int as total, coalesce(json_agg(json_build_object(
      'kind', ${kind}::text, 'contributor', address, 'answer', answer, 'samples', samples) order by place), '[]') as votes
    from drawn join shown using ("taskId")`;
  const { votes = [], total = 0 } = rows[0] ?? {};
  return { votes: z.array(modelVoteSchema).parse(votes), total };
}

/** How each sample that was voted on looks. */
async function stylesOf(votes: ReadonlyArray<ModelVote>): Promise<Map<string, TextStyle>> {
  const ids = [...new Set(votes.flatMap(({ samples }) => samples.map(({ id }) => id)))];
  const samples = await db().$queryRaw<Array<{ id: string; text: string }>>`
    select id, text from "Sample" where id = any(${ids})`;
  return new Map(samples.map(({ id, text }) => [id, textStyle(text)]));
}
