// Applies prisma/migrations and keeps Prisma's own records of it, so that its command line understands the result.
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";

const PRISMA_LOCK = 72_707_369;

type Migration = { name: string; sql: string; checksum: string };

/**
 * Brings the database to the newest migration; several callers at once do it once.
 * @param folder holds one folder a migration, each with its migration.sql; they are applied in the order of their names
 * @returns the names of those that were applied now
 */
export async function applyMigrations(pool: pg.Pool, folder = "prisma/migrations"): Promise<Array<string>> {
  const migrations = await listMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [PRISMA_LOCK]);
    const pending = await listPending(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    // The lock belongs to the connection, so the connection ends with it.
    client.release(true);
  }
}

async function listMigrations(folder: string): Promise<Array<Migration>> {
  const found = await readdir(folder, { withFileTypes: true });
  const names = found.filter((item) => item.isDirectory()).map((item) => item.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function listPending(client: pg.PoolClient, migrations: Array<Migration>): Promise<Array<Migration>> {
  await client.query(`create table if not exists "_prisma_migrations" (
    id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
    migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    `select migration_name, checksum from "_prisma_migrations" where finished_at is not null and rolled_back_at is null`,
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));

  const changed = migrations.find(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum);
  if (changed)
    throw new Error(`Migration ${changed.name} was changed after this database had applied it: put it back.`);
  const names = new Set(migrations.map((migration) => migration.name));
  const unknown = [...applied.keys()].find((name) => !names.has(name));
  if (unknown)
    throw new Error(`This database has migration ${unknown}, which this version lacks: run a newer version.`);

  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query("begin");
    await client.query(sql);
    await client.query(
      `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback");
    throw new Error(`Migration ${name} failed, and nothing of it stays: ${String(cause)}`, { cause });
  }
}
