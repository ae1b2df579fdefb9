import {
  type Throughput,
  type ThroughputSlot,
  throughputStart,
  throughputUnit,
  toThroughput,
} from "#app/features/tasks/dashboard/throughput.ts";
import { db } from "#app/lib/db.server.ts";

/** How many tasks of a campaign closed when, and the answers in them; null before the first. Gold counts as the work it is. */
export async function campaignThroughput(campaignId: string): Promise<Throughput | null> {
  const { _min, _max } = await db().task.aggregate({
    where: { campaignId, state: "closed", answerCount: { gt: 0 } },
    _min: { closedAt: true },
    _max: { closedAt: true },
  });
  const [first, last] = [_min.closedAt, _max.closedAt];
  if (!first || !last) return null;

  const rows = await db().$queryRaw<Array<ThroughputSlot>>`
    select to_char(date_trunc(${throughputUnit(first, last)}, "closedAt"), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
      count(*)::int as tasks, sum("answerCount")::int as answers
    from "Task"
    where "campaignId" = ${campaignId} and state = 'closed' and "answerCount" > 0
      and "closedAt" >= ${throughputStart(first, last)}
    group by 1`;
  return toThroughput(rows, first, last);
}
