import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { startPostgres } from "#scripts/start/postgres.mjs";
import { postgresHome } from "#scripts/start/postgres-place.mjs";
import { endProcess, findProcess } from "#scripts/start/processes.mjs";

const KILL = { signal: "SIGKILL", waitMs: 5_000, lastSignal: "SIGKILL" } as const;

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "praca-postgres-"));
  onTestFinished(async () => {
    // Children of a server that was killed may still be ending.
    await rm(postgresHome(folder), { recursive: true, force: true, maxRetries: 10 });
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });
  return folder;
}

async function ask(url: string, statement: string) {
  const client = new pg.Client(url);
  // A killed server ends its connections with an error that nobody waits for.
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

/** A process that starts PostgreSQL as `npm start` does, and lives until it is killed. */
async function startFromChild(folder: string): Promise<{ starter: ChildProcess; url: string; pid: number }> {
  const program = `
    import { startPostgres } from "./scripts/start/postgres.mjs";
    const { url, pid } = await startPostgres({ dataDir: process.argv[1] });
    process.send({ url, pid });
    setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", program, folder], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [{ url, pid }] = await once(starter, "message");
  return { starter, url, pid };
}

async function kill(pid: number | undefined): Promise<void> {
  await endProcess(pid ?? 0, KILL);
}

test("what was written is there after a stop and a start, on a socket that is closed to others", async () => {
  const folder = await newFolder();
  const first = await startPostgres({ dataDir: folder });
  await ask(first.url, "create table kept (n int)");
  await first.stop();
  expect(findProcess(first.pid)).toBeNull();

  const second = await startPostgres({ dataDir: folder });
  expect(await ask(second.url, "select count(*)::int as n from kept")).toEqual([{ n: 0 }]);
  expect(await ask(second.url, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
  const [{ unix_socket_directories: sockets }] = await ask(second.url, "show unix_socket_directories");
  expect((await stat(sockets)).mode & 0o777).toBe(0o700);
  await second.stop();
  expect(existsSync(path.join(postgresHome(folder), "data", "postmaster.pid"))).toBe(false);
});

test("it comes back after kill -9 of itself", async () => {
  const folder = await newFolder();
  const first = await startPostgres({ dataDir: folder });
  await ask(first.url, "create table kept (n int)");
  await kill(first.pid);

  const second = await startPostgres({ dataDir: folder });
  expect(await ask(second.url, "select * from kept")).toEqual([]);
  await second.stop();
});

test("it comes back after kill -9 of the process that started it", async () => {
  const folder = await newFolder();
  const { starter, url, pid } = await startFromChild(folder);
  await ask(url, "create table kept (n int)");
  await kill(starter.pid);
  expect(findProcess(pid)).not.toBeNull();

  const second = await startPostgres({ dataDir: folder });
  expect(findProcess(pid)).toBeNull();
  expect(await ask(second.url, "select * from kept")).toEqual([]);
  await second.stop();
});

test("it comes back after kill -9 of both", async () => {
  const folder = await newFolder();
  const { starter, url, pid } = await startFromChild(folder);
  await ask(url, "create table kept (n int)");
  await Promise.all([kill(starter.pid), kill(pid)]);

  const second = await startPostgres({ dataDir: folder });
  expect(await ask(second.url, "select * from kept")).toEqual([]);
  await second.stop();
});

test("a second start in a folder that is in use is refused, and the first goes on", async () => {
  const folder = await newFolder();
  const { starter, url, pid } = await startFromChild(folder);
  await expect(startPostgres({ dataDir: folder })).rejects.toThrow(`in use by process ${starter.pid}`);
  expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]);
  await Promise.all([kill(starter.pid), kill(pid)]);
});
