import { execFile } from "node:child_process";
import { promisify } from "node:util";
import pg from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { pool } from "#app/lib/db.server.ts";
import { urlOfDatabase } from "#scripts/test/database-url.ts";

// What Prisma's schema can say. Checks, triggers and partial indexes are by hand, and only in the migrations.
const columns = `
  select table_name, column_name, data_type, udt_name, is_nullable, column_default, numeric_precision, numeric_scale, datetime_precision
  from information_schema.columns where table_schema = 'public' and table_name <> '_prisma_migrations'
  order by table_name, column_name`;
const indexes = `
  select indexdef from pg_indexes join pg_class on pg_class.relname = indexname
  join pg_index on pg_index.indexrelid = pg_class.oid
  where schemaname = 'public' and tablename <> '_prisma_migrations' and pg_index.indpred is null order by indexdef`;
const foreignKeys = `
  select conrelid::regclass::text as "table", conname, pg_get_constraintdef(oid) as definition
  from pg_constraint where contype in ('f', 'p', 'u') and connamespace = 'public'::regnamespace
  and conrelid::regclass::text <> '_prisma_migrations' order by 1, 2`;
const enums = `
  select typname, enumlabel from pg_enum join pg_type on pg_type.oid = enumtypid
  where typnamespace = 'public'::regnamespace order by typname, enumsortorder`;

async function databaseOfSchema(): Promise<pg.Pool> {
  const options = ["migrate", "diff", "--from-empty", "--to-schema-datamodel", "prisma/schema.prisma", "--script"];
  const { stdout } = await promisify(execFile)("node_modules/.bin/prisma", options);
  const admin = new pg.Client(inject("clusterUrl"));
  await admin.connect();
  await admin.query("create database of_schema");
  await admin.end();
  const ofSchema = new pg.Pool({ connectionString: urlOfDatabase(inject("clusterUrl"), "of_schema") });
  onTestFinished(() => ofSchema.end());
  await ofSchema.query(stdout);
  return ofSchema;
}

test("the migrations make what schema.prisma describes", async () => {
  const ofSchema = await databaseOfSchema();
  for (const question of [columns, indexes, foreignKeys, enums]) {
    const ofMigrations = await pool().query(question);
    expect(ofMigrations.rows.length).toBeGreaterThan(0);
    expect(ofMigrations.rows).toEqual((await ofSchema.query(question)).rows);
  }
});

test("the ledger refuses to be changed, emptied or unbalanced", async () => {
  const entry = `insert into "Entry" (id, kind, ref, "idempotencyKey") values ('e', 'fund', 'r', 'k')`;
  const postings = (second: number) =>
    `insert into "Posting" ("entryId", position, account, "amountWei") values ('e', 0, 'chain', -5), ('e', 1, 'a', ${second})`;
  await expect(pool().query(`${entry}; ${postings(4)}`)).rejects.toThrow("do not sum to zero");
  await pool().query(`${entry}; ${postings(5)}`);

  for (const table of ["Entry", "Posting"]) {
    await expect(pool().query(`delete from "${table}"`)).rejects.toThrow("append-only");
    await expect(pool().query(`truncate "${table}" cascade`)).rejects.toThrow("append-only");
  }
  await expect(pool().query(`update "Entry" set kind = 'refund'`)).rejects.toThrow("append-only");
  await expect(pool().query(`update "Posting" set "amountWei" = 0`)).rejects.toThrow("append-only");
});

test("only the chain's balance may be below zero", async () => {
  await pool().query(`insert into "Balance" (account, wei) values ('chain', -1), ('member:a', 0)`);
  await expect(pool().query(`update "Balance" set wei = -1 where account = 'member:a'`)).rejects.toThrow("notNegative");
});
