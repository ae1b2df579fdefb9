// Limits on calls, counted in the database so that every web process counts together.
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "#app/lib/db.server.ts";
import { apiError } from "#app/lib/http.server.ts";

type Limit = {
  /** What is limited, for whom: `sign-in:203.0.113.7`. */
  key: string;
  /** Calls that are let through … */
  points: number;
  /** … in so many seconds, which start with the first. */
  seconds: number;
};

const limiters = new WeakMap<pg.Pool, Map<string, RateLimiterPostgres>>();

/** Counts one call; throws 429 `rate-limited` with `Retry-After` when it is one too many. */
export async function limitRate({ key, points, seconds }: Limit): Promise<void> {
  try {
    await limiterOf(points, seconds).consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const waitSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
    const answer = apiError(429, "rate-limited", `Too many requests. Try again in ${waitSeconds} s.`);
    answer.headers.set("Retry-After", String(waitSeconds));
    throw answer;
  }
}

function limiterOf(points: number, seconds: number): RateLimiterPostgres {
  const known = limiters.get(pool()) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(pool(), known);
  const name = `${points}/${seconds}`;
  const limiter =
    known.get(name) ??
    new RateLimiterPostgres({
      storeClient: pool(),
      storeType: "pool",
      tableName: "RateLimit",
      tableCreated: true,
      keyPrefix: name,
      points,
      duration: seconds,
    });
  known.set(name, limiter);
  return limiter;
}
