// The hot half of the queue: one named statement takes tasks, so that nothing is held while a person thinks.
import { randomInt } from "node:crypto";
import { z } from "zod";
import { taskKinds } from "#app/features/campaigns/kind-options.ts";
import { mostOpenLeases, type TaskLease, taskLeaseSchema } from "#app/features/tasks/api.ts";
import { leaseTasksStatement } from "#app/features/tasks/queue/lease-statement.server.ts";
import { pool } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";

export type LeaseRequest = {
  address: string;
  campaignId?: string | undefined;
  kinds?: ReadonlyArray<string> | undefined;
  count: number;
};
type Leased = { leases: Array<TaskLease>; qualificationsNeeded?: Array<string>; retryAfterSeconds?: number };
type Row = { room: number | null; candidates: number; qualificationsNeeded: Array<string>; leases: unknown };

const retryAfterSeconds = 15;
const attempts = 8;
/** For so long a member is led to the same campaigns first; then it is another's turn. */
const turnMs = 600_000;

/**
 * Takes up to `count` tasks: none with a sample of the member's own, none twice, none of a campaign that they pay for or may
 * not take part in. Campaigns whose qualification is all that is missing are named.
 */
export async function leaseTasks(request: LeaseRequest, now = new Date()): Promise<Leased> {
  for (let attempt = 1; ; attempt++) {
    const { room, candidates, qualificationsNeeded, leases } = await takeTasks(request, now);
    const needed = qualificationsNeeded.length > 0 ? { qualificationsNeeded } : {};
    if (leases.length > 0) return { leases, ...needed };
    // Another call of the member's ran, or others took these tasks in the same moment: the next look sees what is left.
    const isWorthAnotherLook = room === null || (room > 0 && candidates > 0);
    if (!isWorthAnotherLook || attempt === attempts) return { leases: [], ...needed, retryAfterSeconds };
  }
}

async function takeTasks(request: LeaseRequest, now: Date) {
  const { values, expiresAt } = leaseValues(request, now);
  const { rows } = await pool().query<Row>({ name: "lease-tasks", text: leaseTasksStatement, values });
  const { room = null, candidates = 0, qualificationsNeeded = [], leases = [] } = rows[0] ?? {};
  const parsed = z.array(leasedSchema).parse(leases);
  return { room, candidates, qualificationsNeeded, leases: parsed.map((lease) => toLease(lease, expiresAt)) };
}

/** What the statement is given. The place in the queue to look from is drawn here: nobody can foresee what they get. */
export function leaseValues({ address, campaignId, kinds = taskKinds, count }: LeaseRequest, now: Date) {
  const expiresAt = new Date(now.getTime() + env().TASK_LEASE_SECONDS * 1_000).toISOString();
  const limits = [mostOpenLeases, env().ANSWERS_PER_DAY];
  const turn = Math.floor(now.getTime() / turnMs);
  const asked = [address, campaignId ?? null, count, now.toISOString(), expiresAt];
  return { expiresAt, values: [...asked, ...limits, kinds, randomInt(2 ** 32), turn] };
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
