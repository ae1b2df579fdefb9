// The other half of the hot cycle: up to 64 answers are recorded by one named statement, each once for its lease.
import { type AnswerCode, type AnswerResult, answerSchema, type FlagReason } from "#app/features/tasks/api.ts";
import { withSidesSwapped } from "#app/features/tasks/kinds/prefer.ts";
import { pool } from "#app/lib/db.server.ts";

/**
 * Rows are locked in the tasks' order, so that two members' calls never wait for each other in a circle. The job that may
 * close a task is added by the same statement as the answer that makes it necessary.
 */
const recordAnswersStatement = `
with given as materialized (
  select * from unnest($2::text[], $3::jsonb[], $4::jsonb[], $5::text[]) as given("leaseId", answer, swapped, flag)
), held as materialized (
  select lease.id, lease."taskId", lease."sidesSwapped", lease."answeredAt", lease."skippedAt",
    lease."expiresAt" > $6::timestamp as "isLive", task.state = 'open' and task."answerCount" < task."answersMax" as "isOpen"
  from "Task" task join "Lease" lease on lease."taskId" = task.id
  where lease.address = $1 and lease.id in (select "leaseId" from given)
  order by task.id
  for update of task, lease
), recorded as (
  insert into "Answer" (id, "taskId", "leaseId", address, answer, flag, "createdAt", "updatedAt")
  select gen_random_uuid()::text, held."taskId", held.id, $1,
    case when held."sidesSwapped" then given.swapped else given.answer end, given.flag, $6::timestamp, $6::timestamp
  from held join given on given."leaseId" = held.id
  where held."answeredAt" is null and held."skippedAt" is null and held."isLive" and held."isOpen"
  returning "leaseId", "taskId"
), marked as (
  update "Lease" lease set "answeredAt" = $6::timestamp from recorded where recorded."leaseId" = lease.id
), counted as (
  update "Task" task set "answerCount" = task."answerCount" + 1 from recorded where recorded."taskId" = task.id
  returning task.id, task."answerCount", task."answersMin"
), checks as materialized (
  select (graphile_worker.add_job('close-task', json_build_object('taskId', id), job_key => 'close-task:' || id)).id
  from counted where "answerCount" >= "answersMin"
)
select given."leaseId", recorded."leaseId" is not null as "isRecorded", held.id is not null as "isTheirs",
  held."answeredAt" is not null as "isAnswered", held."skippedAt" is not null as "isSkipped", held."isLive", held."isOpen",
  (select count(*)::int from checks) as checks
from given left join held on held.id = given."leaseId" left join recorded on recorded."leaseId" = given."leaseId"`;

type Given = { leaseId: string; answer: unknown; flag?: FlagReason | undefined };
type Row = {
  leaseId: string;
  isRecorded: boolean;
  isTheirs: boolean;
  isAnswered: boolean;
  isSkipped: boolean;
  isLive: boolean | null;
  isOpen: boolean | null;
};

/** Records a member's answers. Each stands for itself: what is wrong with one does not touch another. */
export async function submitAnswers(
  address: string,
  answers: ReadonlyArray<Given>,
  now = new Date(),
): Promise<Array<AnswerResult>> {
  const wellFormed = new Map<string, { answer: string; swapped: string; flag: string | null }>();
  for (const { leaseId, answer, flag } of answers) {
    const parsed = answerSchema.safeParse(answer);
    if (!parsed.success || wellFormed.has(leaseId)) continue;
    const swapped = JSON.stringify(withSidesSwapped(parsed.data));
    wellFormed.set(leaseId, { answer: JSON.stringify(parsed.data), swapped, flag: flag ?? null });
  }
  const outcomes = await recordAnswers(address, wellFormed, now);

  const seen = new Set<string>();
  return answers.map(({ leaseId, answer }) => {
    if (!answerSchema.safeParse(answer).success) return refused(leaseId, "invalid-answer");
    const result = outcomes.get(leaseId) ?? refused(leaseId, "unknown");
    const isRepeated = seen.has(leaseId) && result.state === "recorded";
    seen.add(leaseId);
    return isRepeated ? { leaseId, state: "already-recorded" as const } : result;
  });
}

async function recordAnswers(
  address: string,
  answers: ReadonlyMap<string, { answer: string; swapped: string; flag: string | null }>,
  now: Date,
): Promise<Map<string, AnswerResult>> {
  if (answers.size === 0) return new Map();
  const columns = [...answers.values()];
  const { rows } = await pool().query<Row>({
    name: "record-answers",
    text: recordAnswersStatement,
    values: [
      address,
      [...answers.keys()],
      columns.map(({ answer }) => answer),
      columns.map(({ swapped }) => swapped),
      columns.map(({ flag }) => flag),
      now.toISOString(),
    ],
  });
  return new Map(rows.map((row) => [row.leaseId, toResult(row)]));
}

function toResult(row: Row): AnswerResult {
  const { leaseId } = row;
  if (row.isRecorded) return { leaseId, state: "recorded" };
  if (!row.isTheirs) return refused(leaseId, "unknown");
  if (row.isAnswered) return { leaseId, state: "already-recorded" };
  if (row.isSkipped) return refused(leaseId, "lease-skipped");
  return refused(leaseId, row.isLive ? "task-closed" : "lease-expired");
}

function refused(leaseId: string, code: AnswerCode): AnswerResult {
  return { leaseId, state: "refused", code };
}
