// Whether anybody gets what somebody else holds: 64 takers at once, until 100,000 leases are given.
import pg from "pg";
import { addressOf, type Turn, takers } from "#scripts/bench/tasks/cycles.ts";

export const leasesWanted = 100_000;

/** @returns how many leases there are and how many of them are one too many for their task */
export async function countDoubleLeases(turn: Turn, url: string): Promise<{ leases: number; double: number }> {
  let given = 0;
  await Promise.all(
    Array.from({ length: takers }, async (_, taker) => {
      const address = addressOf(taker);
      for (let empty = 0; given < leasesWanted && empty < 50; ) {
        const leaseIds = await turn.lease(address, 8);
        await turn.answer(address, leaseIds);
        given += leaseIds.length;
        empty = leaseIds.length === 0 ? empty + 1 : 0;
      }
    }),
  );
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ leases: number; double: number }>(`
    select sum(held)::int as leases, sum(greatest(0, held - "answersMax"))::int as double
    from (select task."answersMax", count(*) as held from "Lease" lease join "Task" task on task.id = lease."taskId"
      where lease.address not like '0xpast%' group by task.id) held`);
  await client.end();
  return rows[0] ?? { leases: 0, double: 0 };
}
