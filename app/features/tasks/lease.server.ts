// The hot half of the queue: one named statement takes tasks, so that nothing is held while a person thinks.
import type { PoolClient } from "pg";
import { z } from "zod";
import { mostOpenLeases, type TaskLease, taskLeaseSchema } from "#app/features/tasks/api.ts";
import { pool } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";

/**
 * Candidates are counted on the statement's snapshot. Every lease and answer writes a new version of its task's row, so a
 * task that somebody else took meanwhile is another version (`xmin`) than the one that was counted, and is passed over:
 * answers and live leases together never exceed the task's limit.
 */
const leaseTasksStatement = `
with asked as materialized (
  select greatest(0, least(
    $3::int,
    $6::int - (select count(*) from "Lease" where address = $1 and "expiresAt" > $4::timestamp
                 and "answeredAt" is null and "skippedAt" is null),
    $7::int - (select count(*) from "Answer" where address = $1 and "createdAt" > $4::timestamp - interval '1 day')
  )) as room
), candidate as materialized (
  select task.id, task.xmin as version
  from "Task" task join "Campaign" campaign on campaign.id = task."campaignId"
  where task.state = 'open' and not task."isDecided" and task.kind::text = any($8::text[])
    and campaign.state = 'live' and campaign.requester <> $1 and ($2::text is null or campaign.id = $2)
    and not exists (
      select 1 from "TaskSample" shown join "Sample" sample on sample.id = shown."sampleId"
      where shown."taskId" = task.id and sample.address = $1)
    and not exists (
      select 1 from "Lease" own where own."taskId" = task.id and own.address = $1
        and (own."answeredAt" is not null or own."skippedAt" is not null or own."expiresAt" > $4::timestamp))
    and task."answerCount" + (
      select count(*) from "Lease" live where live."taskId" = task.id and live."expiresAt" > $4::timestamp
        and live."answeredAt" is null and live."skippedAt" is null) < task."answersMax"
  order by task.priority desc, task.id
  limit 64
), picked as (
  select task.id, task.seed, task.kind, task."campaignId", task."promptId"
  from candidate join "Task" task on task.id = candidate.id and task.xmin = candidate.version
  order by task.priority desc, task.id
  limit (select room from asked)
  for update of task skip locked
), taken as (
  update "Task" task set "isDecided" = task."isDecided" from picked where picked.id = task.id
), leased as (
  insert into "Lease" (id, "taskId", address, "sidesSwapped", "createdAt", "expiresAt")
  select gen_random_uuid()::text, id, $1, hashtextextended($1, seed) & 1 = 1, $4::timestamp, $5::timestamp from picked
  on conflict ("taskId", address) do update set "createdAt" = excluded."createdAt", "expiresAt" = excluded."expiresAt"
  returning id, "taskId", "sidesSwapped"
)
select (select room from asked) as room, (select count(*)::int from candidate) as candidates,
  coalesce(json_agg(json_build_object(
    'id', leased.id, 'taskId', leased."taskId", 'sidesSwapped', leased."sidesSwapped", 'kind', picked.kind,
    'campaignId', picked."campaignId", 'guidelinesVersion', campaign."guidelinesVersion",
    'priceWei', campaign."answerPriceWei"::text, 'messages', prompt.messages,
    'samples', (
      select json_agg(json_build_object('id', sample.id, 'text', sample.text) order by shown.position)
      from "TaskSample" shown join "Sample" sample on sample.id = shown."sampleId" where shown."taskId" = picked.id)
  )) filter (where leased.id is not null), '[]') as leases
from leased
join picked on picked.id = leased."taskId"
join "Campaign" campaign on campaign.id = picked."campaignId"
join "Prompt" prompt on prompt.id = picked."promptId"`;

type Request = {
  address: string;
  campaignId?: string | undefined;
  kinds?: ReadonlyArray<string> | undefined;
  count: number;
};
type Leased = { leases: Array<TaskLease>; retryAfterSeconds?: number };
type Row = { room: number; candidates: number; leases: unknown };

const retryAfterSeconds = 15;
const attempts = 4;

/** Takes up to `count` tasks: none with a sample of the member's own, none twice, none of a campaign that they pay for. */
export async function leaseTasks(request: Request, now = new Date()): Promise<Leased> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { room, candidates, leases } = await takeTasks(request, now);
    if (leases.length > 0) return { leases };
    // With room and candidates, others took these tasks in the same moment: the next look sees what is left.
    if (room === 0 || candidates === 0) break;
  }
  return { leases: [], retryAfterSeconds };
}

async function takeTasks({ address, campaignId, kinds = ["prefer"], count }: Request, now: Date) {
  const expiresAt = new Date(now.getTime() + env().TASK_LEASE_SECONDS * 1_000).toISOString();
  const limits = [mostOpenLeases, env().ANSWERS_PER_DAY];
  const values = [address, campaignId ?? null, count, now.toISOString(), expiresAt, ...limits, kinds];
  const row = await aloneFor(address, (client) =>
    client.query<Row>({ name: "lease-tasks", text: leaseTasksStatement, values }).then(({ rows }) => rows[0]),
  );
  const { room = 0, candidates = 0, leases = [] } = row ?? {};
  const parsed = z.array(leasedSchema).parse(leases);
  return { room, candidates, leases: parsed.map((lease) => toLease(lease, expiresAt)) };
}

/**
 * Runs a statement while no other call of the same member runs; null when one does. The lock is taken before the statement,
 * whose snapshot then holds whatever the call before has written: the member's limits are counted on it.
 */
async function aloneFor<Result>(address: string, run: (client: PoolClient) => Promise<Result>): Promise<Result | null> {
  const client = await pool().connect();
  let failure: Error | undefined;
  try {
    await client.query("begin");
    const { rows } = await client.query<{ isAlone: boolean }>({
      name: "lock-member",
      text: `select pg_try_advisory_xact_lock(hashtextextended('task-leases:' || $1, 0)) as "isAlone"`,
      values: [address],
    });
    const result = rows[0]?.isAlone ? await run(client) : null;
    await client.query("commit");
    return result;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw failure;
  } finally {
    // A client whose transaction broke is not given back to the pool.
    client.release(failure);
  }
}

const leasedSchema = taskLeaseSchema
  .omit({ expiresAt: true, prompt: true })
  .extend({ sidesSwapped: z.boolean(), messages: taskLeaseSchema.shape.prompt.shape.messages });

function toLease(
  { sidesSwapped, messages, samples, ...lease }: z.infer<typeof leasedSchema>,
  expiresAt: string,
): TaskLease {
  return { ...lease, expiresAt, prompt: { messages }, samples: sidesSwapped ? samples.toReversed() : samples };
}
