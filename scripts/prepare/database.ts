import type pg from "pg";
import { Refusal } from "#scripts/start/refusal.mjs";

const OLDEST_VERSION = 150_000;

/** One sentence when the database does not answer or is too old, with what to set. */
export async function requireDatabase(pool: pg.Pool, url: string): Promise<void> {
  const version = await pool.query<{ server_version_num: string }>("show server_version_num").catch((error: Error) => {
    const reason = error.message || ("code" in error ? String(error.code) : "it does not answer");
    throw new Refusal(`The database ${nameOf(url)} can't be reached (${reason}): set DATABASE_URL to one that can.`);
  });
  if (Number(version.rows[0]?.server_version_num) < OLDEST_VERSION) {
    throw new Refusal(`The database ${nameOf(url)} is older than PostgreSQL 15: set DATABASE_URL to a newer one.`);
  }
}

/** Where it is, without the password. */
function nameOf(url: string): string {
  return url.replace(/\/\/[^@/]*@/, "//");
}
