import type { Transaction } from "#app/lib/db.server.ts";

/** Every job and what it is given. One file a job in workers/server. */
export type Jobs = {
  "verify-samples": { leaseId: string };
  "open-prompts": { campaignId: string };
  "open-tasks": { promptId: string };
  "close-task": { taskId: string };
  "close-epoch": Record<string, never>;
  "index-chain": Record<string, never>;
  "draw-audits": { epochN: number };
  "build-release": { releaseId: string };
};

type JobOptions = { key?: string; runAt?: Date };

/**
 * Adds a job in the transaction that makes it necessary: it runs when that commits, and never otherwise.
 * A job with a `key` that is waiting already is not added twice.
 */
export async function addJob<Name extends keyof Jobs>(
  tx: Pick<Transaction, "$executeRaw">,
  name: Name,
  payload: Jobs[Name],
  { key, runAt }: JobOptions = {},
): Promise<void> {
  await tx.$executeRaw`select graphile_worker.add_job(
    ${name}::text, ${JSON.stringify(payload)}::json, run_at => ${runAt ?? null}::timestamptz, job_key => ${key ?? null}::text)`;
}
