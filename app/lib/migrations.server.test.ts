import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { applyMigrations } from "#app/lib/migrations.server.ts";
import { urlOfDatabase } from "#scripts/test/database-url.ts";

async function emptyDatabase(): Promise<pg.Pool> {
  const name = `empty_${randomBytes(8).toString("hex")}`;
  const admin = new pg.Client(inject("clusterUrl"));
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const pool = new pg.Pool({ connectionString: urlOfDatabase(inject("clusterUrl"), name), max: 4 });
  onTestFinished(() => pool.end());
  return pool;
}

async function folderOf(migrations: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "praca-migrations-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, sql] of Object.entries(migrations)) {
    await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, name, "migration.sql"), sql);
  }
  return folder;
}

test("migrations are applied in the order of their names, and once", async () => {
  const pool = await emptyDatabase();
  const folder = await folderOf({ "2_second": "insert into a values (1)", "1_first": "create table a (n int)" });
  expect(await applyMigrations(pool, folder)).toEqual(["1_first", "2_second"]);
  expect(await applyMigrations(pool, folder)).toEqual([]);
  expect((await pool.query("select * from a")).rows).toEqual([{ n: 1 }]);
});

test("several callers at once apply a migration once", async () => {
  const pool = await emptyDatabase();
  const folder = await folderOf({ "1_first": "create table a (n int)" });
  const applied = await Promise.all([1, 2, 3].map(() => applyMigrations(pool, folder)));
  expect(applied.flat()).toEqual(["1_first"]);
});

test("a migration that fails leaves nothing of itself, and those before it stay", async () => {
  const pool = await emptyDatabase();
  const folder = await folderOf({
    "1_first": "create table a (n int)",
    "2_broken": "create table b (n int); select 1/0",
  });
  await expect(applyMigrations(pool, folder)).rejects.toThrow("2_broken failed");
  expect(
    (await pool.query("select to_regclass('a') is not null as a, to_regclass('b') is not null as b")).rows,
  ).toEqual([{ a: true, b: false }]);
});

test("a migration that was changed after it was applied is refused", async () => {
  const pool = await emptyDatabase();
  await applyMigrations(pool, await folderOf({ "1_first": "create table a (n int)" }));
  const changed = await folderOf({ "1_first": "create table a (n bigint)", "2_second": "create table b (n int)" });
  await expect(applyMigrations(pool, changed)).rejects.toThrow("1_first was changed");
});

test("a database that is newer than the code is refused", async () => {
  const pool = await emptyDatabase();
  await applyMigrations(pool, await folderOf({ "1_first": "select 1", "2_second": "select 1" }));
  await expect(applyMigrations(pool, await folderOf({ "1_first": "select 1" }))).rejects.toThrow("2_second");
});
