import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/log.server.ts";
import { type Prisma, PrismaClient } from "#prisma/generated/client.ts";

type Database = { pool: pg.Pool; prisma: PrismaClient };
export type Transaction = Prisma.TransactionClient;

// In development the server's file and Vite's hold two copies of this module: one pool serves both.
declare global {
  var pracaDatabase: Database | undefined;
}

function open(): Database {
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: 16, connectionTimeoutMillis: 5_000 });
  pool.on("error", (error) => log.warn({ error: error.message }, "a database connection was lost"));
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

function database(): Database {
  globalThis.pracaDatabase ??= open();
  return globalThis.pracaDatabase;
}

export function db(): PrismaClient {
  return database().prisma;
}

/** For the named statements of the hot cycle; everything else goes through `db()`. */
export function pool(): pg.Pool {
  return database().pool;
}

export function inTransaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return db().$transaction(work, { maxWait: 10_000, timeout: 30_000 });
}

/** Ends the pool; a transaction still in flight can hang Prisma's own goodbye for ever, so it is raced. */
export async function closeDatabase(): Promise<void> {
  const current = globalThis.pracaDatabase;
  if (!current) return;
  globalThis.pracaDatabase = undefined;
  const soon = new Promise((resolve) => setTimeout(resolve, 3_000).unref());
  await Promise.race([current.prisma.$disconnect().then(() => current.pool.end()), soon]);
}
