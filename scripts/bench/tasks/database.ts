// A PostgreSQL of the measurement's own, as production runs it (what is committed is on disk), with a queue full of tasks.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { applyMigrations } from "#app/lib/migrations.server.ts";
import { startPostgres } from "#scripts/start/postgres.mjs";
import { postgresHome } from "#scripts/start/postgres-place.mjs";

export type Database = { url: string; folder: string; stop: () => Promise<void> };

/** Starts it and tells the site's own modules, which are imported afterwards, where it is. */
export async function startDatabase(): Promise<Database> {
  const folder = await mkdtemp(path.join(tmpdir(), "praca-bench-"));
  const postgres = await startPostgres({
    dataDir: folder,
    settings: { max_connections: "300", shared_buffers: "256MB" },
  });
  const pool = new pg.Pool({ connectionString: postgres.url });
  await applyMigrations(pool);
  await runMigrations({ pgPool: pool });
  await pool.end();
  Object.assign(process.env, {
    ...{ NODE_ENV: "production", LOG_LEVEL: "error", DATABASE_URL: postgres.url, PRACA_DIR: folder },
    // Nothing answers there: no chain is needed to take tasks and answer them.
    ...{ CHAIN_RPC_URL: "http://127.0.0.1:9", PROPOSER_KEY: `0x${randomBytes(32).toString("hex")}` },
    ...{ SLOT_SECRET: randomBytes(32).toString("hex"), ANSWERS_PER_DAY: "100000000" },
  });
  return {
    url: postgres.url,
    folder,
    stop: async () => {
      await postgres.stop();
      await rm(postgresHome(folder), { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const campaigns = 10;
const samplesAPrompt = 4;
const goldsACampaign = 60;
const tasksAGold = 50;
/** Of a campaign that is over: a site that has been used for a while, whose tables the planner knows. */
const pastTasks = 20_000;

/**
 * Rows as the site would have written them: ten live campaigns of pairs, each sample by another author, three answers to five a
 * task, one task in twelve gold; and one that is over.
 */
export async function fillQueue(url: string, tasks: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  const perCampaign = Math.ceil(tasks / campaigns);
  await client.query(fillStatement(perCampaign, Math.ceil(perCampaign / samplesAPrompt)));
  await client.query("vacuum analyze");
  await client.end();
}

/** The queue as it was filled: every contender finds the same one, and a past. */
export async function refillQueue(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`
    delete from "Answer" where address not like '0xpast%'; delete from "Lease" where address not like '0xpast%';
    delete from "QueueMember" where address not like '0xpast%'; delete from graphile_worker._private_jobs;
    update "Task" set "answerCount" = 0, "isDecided" = false, priority = 0 where "answerCount" > 0 and state = 'open'`);
  await client.query("vacuum full graphile_worker._private_jobs");
  await client.query("vacuum analyze");
  await client.query("checkpoint");
  await client.end();
}

export async function countAnswers(url: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ answers: number }>(
    `select count(*)::int as answers from "Answer" where address not like '0xpast%'`,
  );
  await client.end();
  return rows[0]?.answers ?? 0;
}

const fillStatement = (tasks: number, prompts: number) => `
insert into "Campaign" (id, key, requester, state, title, description, languages, licence, models, params,
  "candidatesPerPrompt", "replayShareBps", "samplePriceWei", "overheadBps")
select 'c' || c, 'key' || c, '0xrequester', 'live', 'Campaign ' || c, '', '{en}', 'CC-BY-4.0', '[]', '{}', ${samplesAPrompt}, 0, 1, 1000
from generate_series(0, ${campaigns}) c;
insert into "CampaignKind" ("campaignId", kind, "priceWei", "answersMin", "answersMax", "barPermille", "payRule", "goldEvery")
select id, 'prefer', 20, 3, 5, 950, 'gold/1', 12 from "Campaign";
insert into "Gold" (id, "campaignId", kind, messages, texts, outcome, digest, source)
select id || '-gold' || g, id, 'prefer', '[{"role": "user", "content": "Name the larger of 7 and 5."}]', '{Seven.,Five.}',
  '{"choice": "a"}', g, 'requester'
from "Campaign", generate_series(1, ${goldsACampaign}) g where id <> 'c0';
insert into "Prompt" (id, "campaignId", messages, language, digest, state, "pairedAt")
select id || '-p' || p, id, jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'Write a packing list for trip ' || p || '.')),
  'en', p, 'filled', now()
from "Campaign", generate_series(0, case when id = 'c0' then ${pastTasks / samplesAPrompt} else ${prompts} end - 1) p;
insert into "GenerationLease" (id, "promptId", address, "modelId", "modelRevision", dtype, slots, seeds, "expiresAt")
select id, id, '0xauthor', 'm', '1', 'fp32', '{0}', '{0}', now() from "Prompt";
insert into "Sample" (id, "campaignId", "promptId", "leaseId", address, slot, seed, text, "tokenIds", "finishReason", provenance, digest, state)
select prompt.id || '-s' || s, prompt."campaignId", prompt.id, prompt.id, '0xauthor' || s, s, s,
  repeat('A tent, a lamp, two blankets and water for three days. ', 6) || s, '{1}', 'stop', '{}', md5(prompt.id || s), 'accepted'
from "Prompt" prompt, generate_series(0, ${samplesAPrompt - 1}) s;
insert into "Task" (id, "campaignId", "promptId", kind, "priceWei", "barPermille", seed, "answersMin", "answersMax")
select gen_random_uuid(), c.id, c.id || '-p' || t / ${samplesAPrompt}, 'prefer', 20, 950, floor(random() * 4294967296), 3, 5
from "Campaign" c, generate_series(0, case when c.id = 'c0' then ${pastTasks} else ${tasks} end - 1) t;
insert into "TaskSample" ("taskId", "sampleId", position)
select id, "promptId" || '-s' || (pair.first + position) % ${samplesAPrompt}, position
from (select id, "promptId", row_number() over (partition by "promptId" order by id) as first from "Task") pair,
  generate_series(0, 1) position;
insert into "Task" (id, "campaignId", "goldId", kind, "priceWei", "barPermille", seed, "answersMin", "answersMax", payload)
select gen_random_uuid(), gold."campaignId", gold.id, 'prefer', 20, 950, floor(random() * 4294967296), 1, 1,
  jsonb_build_object('sampleIds', jsonb_build_array(gen_random_uuid(), gen_random_uuid()))
from "Gold" gold, generate_series(1, ${tasksAGold});
update "Campaign" set state = 'closed' where id = 'c0';
update "Task" set state = 'closed', "isDecided" = true, "answerCount" = 3 where "campaignId" = 'c0';
insert into "Lease" (id, "taskId", address, "createdAt", "expiresAt", "answeredAt")
select gen_random_uuid(), past.id, '0xpast' || (n * 7 + past.place) % 1000, now() - interval '9 days', now() - interval '9 days', now() - interval '9 days'
from (select id, row_number() over (order by id) as place from "Task" where "campaignId" = 'c0' order by id limit ${pastTasks}) past, generate_series(1, 3) n;
insert into "Answer" (id, "taskId", "leaseId", address, answer, "createdAt", "updatedAt", "isPaid")
select gen_random_uuid(), "taskId", id, address, '{"choice": "a"}', "createdAt", "createdAt", true from "Lease";
insert into "QueueMember" (address) select '0xpast' || n from generate_series(0, 999) n;
insert into "Member" (address) select '0xpast' || n from generate_series(0, 999) n;`;
