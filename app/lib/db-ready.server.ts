import { readdir } from "node:fs/promises";
import { pool } from "#app/lib/db.server.ts";

/** What of the database is not there: itself, or some of the migrations that this version comes with. */
export async function databaseProblem(folder = "prisma/migrations"): Promise<"database" | "migrations" | null> {
  const applied = await appliedMigrations();
  if (applied === null) return "database";
  const found = await readdir(folder, { withFileTypes: true });
  const isComplete = found.filter((item) => item.isDirectory()).every(({ name }) => applied.has(name));
  return isComplete ? null : "migrations";
}

async function appliedMigrations(): Promise<Set<string> | null> {
  const undefinedTable = "42P01";
  try {
    const { rows } = await pool().query<{ name: string }>(
      `select migration_name as name from "_prisma_migrations" where finished_at is not null and rolled_back_at is null`,
    );
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    const isUnmigrated = error instanceof Error && "code" in error && error.code === undefinedTable;
    return isUnmigrated ? new Set() : null;
  }
}
