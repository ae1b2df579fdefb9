// PostgreSQL from its package's files, on a Unix socket that only we can reach. It comes back after kill -9 of itself, of
// the process that started it, or of both.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { giveToPostgres, postgresUser, preparePlace } from "./postgres-place.mjs";
import { endProcess, findProcess, processesIn } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";

const STARTS_WITHIN_MS = 60_000;
// After kill -9 the dead one's children may hold its memory for some seconds.
const RETRY_FOR_MS = 8_000;

/**
 * @param {{ dataDir: string, settings?: Record<string, string> }} options `dataDir`: where the cluster lies (as root,
 *   what its place in /var/tmp is named after)
 * @returns {Promise<{ url: string, pid: number, process: import("node:child_process").ChildProcess, stop: () => Promise<void> }>}
 */
export async function startPostgres({ dataDir, settings = {} }) {
  const place = preparePlace(dataDir);
  await endOrphan(place);
  if (!existsSync(place.data)) initialise(place);

  const child = await spawnUntilReady(place, settings);
  const pid = child.pid ?? 0;
  return {
    url: `postgresql://postgres@/postgres?host=${encodeURIComponent(place.sockets)}`,
    pid,
    process: child,
    stop: () => endProcess(pid, { signal: "SIGINT", waitMs: 20_000, lastSignal: "SIGQUIT" }),
  };
}

/** @typedef {ReturnType<typeof preparePlace>} Place */

/**
 * Made beside and then renamed, so that an interrupted one is no half database.
 * @param {Place} place
 */
function initialise(place) {
  const making = path.join(place.home, "data.new");
  rmSync(making, { recursive: true, force: true });
  giveToPostgres(making);
  const options = [
    "-D",
    making,
    "-U",
    "postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--no-instructions",
  ];
  const made = spawnSync(path.join(place.bin, "initdb"), options, { ...runAs(place), encoding: "utf8" });
  if (made.status !== 0)
    throw new Refusal(`PostgreSQL could not make its folder ${making}: ${made.stderr || made.error}`);
  renameSync(making, place.data);
}

/** @param {Place} place */
function runAs(place) {
  return { ...postgresUser(), cwd: "/", env: { PATH: process.env.PATH, HOME: place.home, LC_ALL: "C", TZ: "UTC" } };
}

/**
 * A PostgreSQL whose starter is gone serves nobody and holds the folder.
 * @param {Place} place
 */
async function endOrphan(place) {
  const pid = serverPid(place);
  if (pid === null) return;
  const found = findProcess(pid);
  const holders = processesIn(place.data);
  const isServer = found !== null && (holders === null || holders.includes(pid));
  if (isServer && found.parent === starterPid(place) && findProcess(found.parent) !== null) {
    throw new Refusal(
      `The database in ${place.home} is in use by process ${found.parent}: stop it, or set PRACA_DIR to another folder.`,
    );
  }
  if (isServer) await endProcess(pid, { signal: "SIGINT", waitMs: 5_000, lastSignal: "SIGQUIT" });
}

/**
 * The lock of a dead server looks alive while its number is a zombie's or somebody else's.
 * @param {Place} place
 */
function removeStaleLock(place) {
  if (processesIn(place.data)?.length === 0) rmSync(lockFile(place), { force: true });
}

/** @param {Place} place */
function lockFile(place) {
  return path.join(place.data, "postmaster.pid");
}

/** @param {Place} place */
function serverPid(place) {
  return existsSync(lockFile(place)) ? Number(readFileSync(lockFile(place), "utf8").split("\n")[0]) : null;
}

/** @param {Place} place */
function starterPid(place) {
  const file = path.join(place.home, "starter");
  return existsSync(file) ? Number(readFileSync(file, "utf8")) : null;
}

/**
 * @param {Place} place
 * @param {Record<string, string>} settings
 */
async function spawnUntilReady(place, settings) {
  writeFileSync(path.join(place.home, "starter"), String(process.pid));
  for (const until = Date.now() + RETRY_FOR_MS; ; await sleep(200)) {
    removeStaleLock(place);
    const child = spawnServer(place, settings);
    if (await isReady(place, child)) return child;
    if (Date.now() > until)
      throw new Refusal(`PostgreSQL did not start: see ${path.join(place.home, "postgres.log")}.`);
  }
}

/**
 * In a process group of its own, so that a terminal's Ctrl-C reaches it only through us.
 * @param {Place} place
 * @param {Record<string, string>} settings
 */
function spawnServer(place, settings) {
  const all = { listen_addresses: "", unix_socket_directories: place.sockets, ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(path.join(place.home, "postgres.log"), "a", 0o600);
  const child = spawn(path.join(place.bin, "postgres"), ["-D", place.data, ...options], {
    ...runAs(place),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  return child;
}

/**
 * @param {Place} place
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<boolean>} false when it ended instead
 */
async function isReady(place, child) {
  let hasEnded = false;
  child.once("exit", () => (hasEnded = true));
  child.once("error", () => (hasEnded = true));
  for (const until = Date.now() + STARTS_WITHIN_MS; !hasEnded && Date.now() < until; await sleep(10)) {
    if (existsSync(lockFile(place)) && isReadyLock(readFileSync(lockFile(place), "utf8").split("\n"), child.pid))
      return true;
  }
  return false;
}

/**
 * @param {Array<string>} lock the lock's lines: the first is the server's number, the eighth its status
 * @param {number | undefined} pid
 */
function isReadyLock(lock, pid) {
  return Number(lock[0]) === pid && lock[7]?.trim() === "ready";
}
