import { expect, test, vi } from "vitest";
import { pool } from "#app/lib/db.server.ts";
import { isRunnerAlive, markRunner } from "#app/lib/jobs.server.ts";

/** Each look may need a new connection, and the machine be busy. */
const slow = { timeout: 30_000 };

test("a runner is alive from its mark to its end, and no longer", async () => {
  expect(await isRunnerAlive(pool())).toBe(false);
  const unmark = markRunner(pool());
  await vi.waitFor(async () => expect(await isRunnerAlive(pool())).toBe(true), slow);
  unmark();
  await vi.waitFor(async () => expect(await isRunnerAlive(pool())).toBe(false), slow);
});
