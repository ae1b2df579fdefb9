// Runs before each file of server tests: gives it a database of its own and every setting that the site needs, so that
// `#app/lib/db.server.ts` and `#app/lib/env.server.ts` work as they do in production.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { freePort } from "#scripts/start/free-port.mjs";
import { urlOfDatabase } from "#scripts/test/database-url.ts";

const clusterUrl = inject("clusterUrl");
const name = `test_${randomBytes(8).toString("hex")}`;
const folder = await mkdtemp(path.join(tmpdir(), "praca-test-files-"));
await asAdmin(`create database ${name} template migrated strategy file_copy`);

const port = await freePort();
Object.assign(process.env, {
  NODE_ENV: "test",
  LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
  PORT: String(port),
  SITE_ORIGIN: `http://localhost:${port}`,
  DATABASE_URL: urlOfDatabase(clusterUrl, name),
  PRACA_DIR: folder,
  FILES_DIR: path.join(folder, "files"),
  // Nothing answers there until a test calls startTestChain().
  CHAIN_RPC_URL: `http://127.0.0.1:${await freePort()}`,
  PROPOSER_KEY: `0x${randomBytes(32).toString("hex")}`,
  SLOT_SECRET: randomBytes(32).toString("hex"),
});

afterAll(async () => {
  // Only now: a static import would read the settings before they are set.
  const { closeDatabase } = await import("#app/lib/db.server.ts");
  await closeDatabase();
  await asAdmin(`drop database ${name} with (force)`);
  await rm(folder, { recursive: true, force: true });
});

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client(clusterUrl);
  await client.connect();
  await client.query(statement);
  await client.end();
}
