// One PostgreSQL for a run of the server tests, with a migrated template that each test file's database is cloned from.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "#app/lib/migrations.server.ts";
import { startPostgres } from "#scripts/start/postgres.mjs";
import { postgresHome } from "#scripts/start/postgres-place.mjs";
import { urlOfDatabase } from "#scripts/test/database-url.ts";

declare module "vitest" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: Vitest's interface is extended, which only an interface does
  interface ProvidedContext {
    clusterUrl: string;
  }
}

export default async function setup(project: TestProject) {
  const folder = await mkdtemp(path.join(tmpdir(), "praca-test-"));
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" };
  const postgres = await startPostgres({ dataDir: folder, settings });
  await makeTemplate(postgres.url);
  project.provide("clusterUrl", postgres.url);

  return async () => {
    await postgres.stop();
    await rm(postgresHome(folder), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(clusterUrl: string): Promise<void> {
  const admin = new pg.Pool({ connectionString: clusterUrl });
  await admin.query("create database migrated");
  await admin.end();

  const template = new pg.Pool({ connectionString: urlOfDatabase(clusterUrl, "migrated") });
  await applyMigrations(template);
  await runMigrations({ pgPool: template });
  await template.end();
}
