// `npm run reset`: removes what `npm start` keeps on this machine: database, chain, files, keys. Asks first; `--yes` does not.
import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { postgresHome } from "./start/postgres-place.mjs";
import { Refusal } from "./start/refusal.mjs";
import { leaveFolder, takeFolder } from "./start/running.mjs";
import { readBasics } from "./start/settings.mjs";

// Named one by one: the folder may hold something of the person's.
const parts = ["postgres", "chain", "files", "cache", "log", "seeding", "secrets.json"];

async function reset() {
  const { folder, databaseUrl } = readBasics(process.env);
  const found = [postgresHome(path.join(folder, "postgres")), ...parts.map((part) => path.join(folder, part))].filter(
    existsSync,
  );
  if (found.length === 0) return console.log(`There is nothing to remove in ${folder}.`);
  if (!(await isWanted(found))) return console.log("Nothing was removed.");

  mkdirSync(folder, { recursive: true });
  await takeFolder(folder);
  for (const item of found) rmSync(item, { recursive: true, force: true });
  leaveFolder(folder);
  if (readdirSync(folder).length === 0) rmdirSync(folder);
  console.log("Removed. npm start begins anew.");
  if (databaseUrl)
    console.log("The database of DATABASE_URL was not touched: empty it, or set DATABASE_URL to another.");
}

/** @param {Array<string>} found */
async function isWanted(found) {
  if (process.argv.includes("--yes")) return true;
  if (!process.stdin.isTTY) throw new Refusal("Nobody is here to ask: npm run reset -- --yes removes without asking.");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`This removes for good:\n  ${found.join("\n  ")}\nGo on? (yes/no) `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

try {
  await reset();
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
}
