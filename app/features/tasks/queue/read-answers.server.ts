// Answers that came in, held against their tasks before anything is recorded.
import { z } from "zod";
import { taskKinds } from "#app/features/campaigns/kind-options.ts";
import type { AnswerCode, GivenAnswer } from "#app/features/tasks/api.ts";
import { preferAnswerSchema, withSidesSwapped } from "#app/features/tasks/kinds/prefer.ts";
import { scorers } from "#app/features/tasks/kinds.ts";
import { pool } from "#app/lib/db.server.ts";

/** Texts only where a scorer looks at them. */
const leaseFactsStatement = `
select lease.id as "leaseId", task."campaignId", task.kind::text as kind, coalesce(asked.options, '{}') as options,
  case when gold.id is not null then task.payload -> 'sampleIds' else shown.ids end as "sampleIds",
  coalesce(task.payload -> 'sampleIds', shown.ids) as "shownIds",
  case when gold.id is not null then to_jsonb(gold.texts) else shown.texts end as texts
from "Lease" lease join "Task" task on task.id = lease."taskId"
left join "CampaignKind" asked on asked."campaignId" = task."campaignId" and asked.kind = task.kind
left join "Gold" gold on gold.id = task."goldId"
cross join lateral (
  select coalesce(jsonb_agg(sample.id order by own.position), '[]') as ids,
    coalesce(jsonb_agg(case when task.kind in ('label', 'edit') then sample.text else '' end order by own.position), '[]') as texts
  from "TaskSample" own join "Sample" sample on sample.id = own."sampleId" where own."taskId" = task.id) shown
where lease.address = $1 and lease.id = any($2::text[])`;

const leaseFactsSchema = z.object({
  leaseId: z.string(),
  campaignId: z.string(),
  kind: z.enum(taskKinds),
  options: z.unknown(),
  sampleIds: z.array(z.string()),
  shownIds: z.array(z.string()),
  texts: z.array(z.string()),
});
type LeaseFacts = z.infer<typeof leaseFactsSchema>;

/** What is recorded: as given, and as seen with the two sides exchanged. */
export type WellFormed = { ok: true; kind: string; answer: string; swapped: string };
export type ReadAnswer = WellFormed | { ok: false; why: AnswerCode };

/**
 * One result an answer, in their order. A comparison needs no more than its form, so the busiest kind costs no trip to the
 * database; that it is a comparison's lease is seen when it is recorded.
 */
export async function readAnswers(address: string, given: ReadonlyArray<GivenAnswer>): Promise<Array<ReadAnswer>> {
  const read = given.map(({ answer }) => readPreference(answer));
  const others = given.filter((_, index) => !read[index]).map(({ leaseId }) => leaseId);
  if (others.length === 0) return read.flatMap((each) => each ?? []);

  const facts = await listLeaseFacts(address, others);
  return given.map(({ leaseId, answer }, index) => read[index] ?? readByKind(answer, facts.get(leaseId)));
}

function readPreference(value: unknown): WellFormed | null {
  const parsed = preferAnswerSchema.safeParse(value);
  if (!parsed.success) return null;
  const swapped = JSON.stringify(withSidesSwapped(parsed.data));
  return { ok: true, kind: "prefer", answer: JSON.stringify(parsed.data), swapped };
}

function readByKind(value: unknown, facts: LeaseFacts | undefined): ReadAnswer {
  if (!facts) return { ok: false, why: "unknown" };
  const read = scorers[facts.kind].read(value, facts);
  if (!read.ok) return read;
  const answer = JSON.stringify(read.answer);
  return { ok: true, kind: facts.kind, answer, swapped: answer };
}

async function listLeaseFacts(address: string, leaseIds: ReadonlyArray<string>): Promise<Map<string, LeaseFacts>> {
  const { rows } = await pool().query({ name: "lease-facts", text: leaseFactsStatement, values: [address, leaseIds] });
  return new Map(
    z
      .array(leaseFactsSchema)
      .parse(rows)
      .map((facts) => [facts.leaseId, facts]),
  );
}
