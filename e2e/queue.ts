// The story's people left some tasks half answered. A journey that wants to know an outcome beforehand needs fresh ones, and an
// operator can put them first: by the priority of the queue, in the database of the site under test.
import path from "node:path";
import pg from "pg";
import { z } from "zod";
import { postgresHome } from "../scripts/start/postgres-place.mjs";

/** The story's campaign of comparisons in English. */
export const comparisons = "short-helpful-answers";

const putFirst = `
  update "Task" set priority = (select max(priority) + 1 from "Task") where id in (
    select task.id from "Task" task where task.state = 'open' and task."answerCount" = 0
      and task."campaignId" = '${comparisons}' and task.kind = 'prefer' and task."goldId" is null
      and not exists (select from "Lease" lease where lease."taskId" = task.id)
    order by task.id limit $1)`;

const putThese = `update "Task" set priority = (select max(priority) + 1 from "Task") where id = any($1) and state = 'open'`;

/** So many of its tasks that nobody has been given yet are offered before its others. */
export async function putFreshTasksFirst(count: number): Promise<void> {
  const moved = await change(putFirst, [count]);
  if (moved !== count) throw new Error(`the story leaves ${moved} fresh tasks, and ${count} are wanted`);
}

/** These are offered before the others, until an answer to them is looked at. */
export async function putTasksFirst(taskIds: ReadonlyArray<string>): Promise<void> {
  await change(putThese, [taskIds]);
}

async function change(statement: string, values: Array<unknown>): Promise<number | null> {
  const folder = path.join(z.string().parse(process.env.E2E_DIR), "postgres");
  const client = new pg.Client({
    user: "postgres",
    database: "postgres",
    host: path.join(postgresHome(folder), "socket"),
  });
  await client.connect();
  try {
    return (await client.query(statement, values)).rowCount;
  } finally {
    await client.end();
  }
}
