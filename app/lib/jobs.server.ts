import type { Pool, PoolClient } from "pg";
import type { Transaction } from "#app/lib/db.server.ts";

/** Every job and what it is given. One file a job in workers/server. */
export type Jobs = {
  "verify-samples": { leaseId: string; draw?: { afterBlock: number; sampleIds: Array<string> } };
  "decide-sample": { sampleId: string };
  "settle-replays": Record<string, never>;
  "open-prompts": { campaignId: string };
  "open-tasks": { promptId: string };
  "close-task": { taskId: string };
  "fit-campaign": { campaignId: string };
  "dispute-bad-gold": { campaignId: string; kind: string };
  "find-signals": { campaignId: string };
  "close-epoch": Record<string, never>;
  "index-chain": Record<string, never>;
  "draw-audits": { epochN: number };
  "build-release": { releaseId: string };
};

/** `queue`: jobs of one queue run one after the other. `keepsTime`: a waiting one of the same key is not put off. */
type JobOptions = { key?: string; runAt?: Date; queue?: string; keepsTime?: boolean };

/**
 * Adds a job in the transaction that makes it necessary: it runs when that commits, and never otherwise.
 * A job with a `key` that is waiting already is not added twice.
 */
export async function addJob<Name extends keyof Jobs>(
  tx: Pick<Transaction, "$executeRaw">,
  name: Name,
  payload: Jobs[Name],
  { key, runAt, queue, keepsTime = false }: JobOptions = {},
): Promise<void> {
  const mode = keepsTime ? "preserve_run_at" : "replace";
  await tx.$executeRaw`select graphile_worker.add_job(
    ${name}::text, ${JSON.stringify(payload)}::json, queue_name => ${queue ?? null}::text, run_at => ${runAt ?? null}::timestamptz,
    job_key => ${key ?? null}::text, job_key_mode => ${mode}::text)`;
}

/** Many of one name, each with its key: one statement, since one a job takes longer than a transaction may. */
export async function addJobs<Name extends keyof Jobs>(
  tx: Pick<Transaction, "$executeRaw">,
  name: Name,
  jobs: ReadonlyArray<{ payload: Jobs[Name]; key: string }>,
): Promise<void> {
  await tx.$executeRaw`
    select graphile_worker.add_job(${name}::text, payload::json, job_key => key)
    from unnest(${jobs.map(({ payload }) => JSON.stringify(payload))}::text[], ${jobs.map(({ key }) => key)}::text[])
      as job(payload, key)`;
}

/** Number of the advisory lock that the jobs process shares for as long as it lives. */
const runnerLock = 1_330_794;

/** Marks this process as a runner of jobs until it calls what this returns, or dies; taken again after the database was away. */
export function markRunner(pool: Pool): () => void {
  let held: PoolClient | undefined;
  let isOver = false;

  async function hold(): Promise<void> {
    if (isOver) return;
    try {
      const client = await pool.connect();
      held = client;
      client.once("error", () => {
        held = undefined;
        client.release(true);
        again();
      });
      await client.query("select pg_advisory_lock_shared($1::bigint)", [runnerLock]);
    } catch {
      again();
    }
  }

  function again(): void {
    setTimeout(() => void hold(), 1_000).unref();
  }

  void hold();
  return () => {
    isOver = true;
    held?.release(true);
  };
}

export async function isRunnerAlive(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select 1 from pg_locks where locktype = 'advisory' and granted and objsubid = 1 and classid = 0 and objid = $1
     and database = (select oid from pg_database where datname = current_database())`,
    [runnerLock],
  );
  return rowCount !== 0;
}
