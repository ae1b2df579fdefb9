import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { databaseProblem } from "#app/lib/db-ready.server.ts";

test("a migrated database has no problem", async () => {
  expect(await databaseProblem()).toBe(null);
});

test("a migration that was not applied is a problem", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "praca-migrations-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(path.join(folder, "99990101000000_not_yet"));
  expect(await databaseProblem(folder)).toBe("migrations");
});
