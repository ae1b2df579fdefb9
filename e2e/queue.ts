// The story's people left some tasks half answered. A journey that wants to know an outcome beforehand needs fresh ones, and an
// operator can put them first: by the priority of the queue, in the database of the site under test.
import path from "node:path";
import { expect } from "@playwright/test";
import pg from "pg";
import { z } from "zod";
import { postgresHome } from "../scripts/start/postgres-place.mjs";
import { writeCandidates } from "./writing.ts";

/** The story's campaign of comparisons in English. */
export const comparisons = "short-helpful-answers";

const freshTasks = `
  select task.id from "Task" task where task.state = 'open' and task."answerCount" = 0
    and task."campaignId" = '${comparisons}' and task.kind = 'prefer' and task."goldId" is null
    and not exists (select from "Lease" lease where lease."taskId" = task.id)
  order by task.id limit $1`;

// The queue looks at what is contested (above 0) before what is fresh: these are then the only ones that are.
const putFirst = `
  update "Task" set priority = case when id = any($1) then 1000 else 0 end
  where "campaignId" = '${comparisons}' and state = 'open' and kind = 'prefer'`;

/** So many of its tasks that nobody has been given yet are offered before its others. Where too few are left, more are written for. */
export async function putFreshTasksFirst(count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const ids = await findFreshTasks(count);
        if (ids.length < count) await writeCandidates(comparisons);
        else await putTasksFirst(ids);
        return ids.length;
      },
      { timeout: 240_000 },
    )
    .toBe(count);
}

async function findFreshTasks(most: number): Promise<Array<string>> {
  const { rows } = await query(freshTasks, [most]);
  return rows.map(({ id }) => z.string().parse(id));
}

/** These are offered before the others, until an answer to them is looked at. */
export async function putTasksFirst(taskIds: ReadonlyArray<string>): Promise<void> {
  await query(putFirst, [taskIds]);
}

async function query(statement: string, values: Array<unknown>) {
  const folder = path.join(z.string().parse(process.env.E2E_DIR), "postgres");
  const client = new pg.Client({
    user: "postgres",
    database: "postgres",
    host: path.join(postgresHome(folder), "socket"),
  });
  await client.connect();
  try {
    return await client.query(statement, values);
  } finally {
    await client.end();
  }
}
