// The other half of the hot cycle: up to 64 answers are recorded by one named statement, each once for its lease.
import type { AnswerCode, AnswerResult, GivenAnswer } from "#app/features/tasks/api.ts";
import { readAnswers, type WellFormed } from "#app/features/tasks/queue/read-answers.server.ts";
import { pool } from "#app/lib/db.server.ts";

/**
 * Rows are locked in the tasks' order, so that two members' calls never wait for each other in a circle. The job that may
 * close a task is added by the same statement as the answer that makes it necessary.
 */
export const recordAnswersStatement = `
with given as materialized (
  select * from unnest($2::text[], $3::text[], $4::jsonb[], $5::jsonb[], $6::text[], $7::int[])
    as given("leaseId", kind, answer, swapped, flag, "dwellMs")
), held as materialized (
  select lease.id, lease."taskId", task.kind::text as kind, lease."sidesSwapped", lease."answeredAt", lease."skippedAt",
    lease."expiresAt" > $8::timestamp as "isLive", task.state = 'open' and task."answerCount" < task."answersMax" as "isOpen"
  from "Task" task join "Lease" lease on lease."taskId" = task.id
  where lease.address = $1 and lease.id in (select "leaseId" from given)
  order by task.id
  for update of task, lease
), recorded as (
  insert into "Answer" (id, "taskId", "leaseId", address, answer, flag, "dwellMs", "createdAt", "updatedAt")
  select gen_random_uuid()::text, held."taskId", held.id, $1,
    case when held."sidesSwapped" then given.swapped else given.answer end, given.flag,
    given."dwellMs", $8::timestamp, $8::timestamp
  from held join given on given."leaseId" = held.id and given.kind = held.kind
  where held."answeredAt" is null and held."skippedAt" is null and held."isLive" and held."isOpen"
  returning "leaseId", "taskId"
), marked as (
  update "Lease" lease set "answeredAt" = $8::timestamp from recorded where recorded."leaseId" = lease.id
), counted as (
  update "Task" task set "answerCount" = task."answerCount" + 1,
    "isDecided" = task."isDecided" or task."answerCount" + 1 >= task."answersMax"
  from recorded where recorded."taskId" = task.id
  returning task.id, task."answerCount", task."answersMin"
), checks as materialized (
  select (graphile_worker.add_job('close-task', json_build_object('taskId', id), job_key => 'close-task:' || id)).id
  from counted where "answerCount" >= "answersMin"
)
select given."leaseId", recorded."leaseId" is not null as "isRecorded", held.id is not null as "isTheirs",
  held.kind = given.kind as "isKind",
  held."answeredAt" is not null as "isAnswered", held."skippedAt" is not null as "isSkipped", held."isLive", held."isOpen",
  (select count(*)::int from checks) as checks
from given left join held on held.id = given."leaseId" left join recorded on recorded."leaseId" = given."leaseId"`;

type Row = {
  leaseId: string;
  isRecorded: boolean;
  isTheirs: boolean;
  isKind: boolean | null;
  isAnswered: boolean;
  isSkipped: boolean;
  isLive: boolean | null;
  isOpen: boolean | null;
};
type Recorded = WellFormed & Pick<GivenAnswer, "flag" | "dwellMs">;

/** Records a member's answers. Each stands for itself: what is wrong with one does not touch another. */
export async function submitAnswers(
  address: string,
  answers: ReadonlyArray<GivenAnswer>,
  now = new Date(),
): Promise<Array<AnswerResult>> {
  const read = await readAnswers(address, answers);
  const wellFormed = new Map<string, Recorded>();
  for (const [index, { leaseId, flag, dwellMs }] of answers.entries()) {
    const each = read[index];
    if (each?.ok && !wellFormed.has(leaseId)) wellFormed.set(leaseId, { ...each, flag, dwellMs });
  }
  const outcomes = await recordAnswers(address, wellFormed, now);

  const seen = new Set<string>();
  return answers.map(({ leaseId }, index) => {
    const each = read[index];
    if (each && !each.ok) return refused(leaseId, each.why);
    const result = outcomes.get(leaseId) ?? refused(leaseId, "unknown");
    const isRepeated = seen.has(leaseId) && result.state === "recorded";
    seen.add(leaseId);
    return isRepeated ? { leaseId, state: "already-recorded" as const } : result;
  });
}

async function recordAnswers(
  address: string,
  answers: ReadonlyMap<string, Recorded>,
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
      columns.map(({ kind }) => kind),
      columns.map(({ answer }) => answer),
      columns.map(({ swapped }) => swapped),
      columns.map(({ flag }) => flag ?? null),
      columns.map(({ dwellMs }) => dwellMs ?? null),
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
  if (!row.isKind) return refused(leaseId, "wrong-kind");
  if (row.isSkipped) return refused(leaseId, "lease-skipped");
  return refused(leaseId, row.isLive ? "task-closed" : "lease-expired");
}

function refused(leaseId: string, code: AnswerCode): AnswerResult {
  return { leaseId, state: "refused", code };
}
