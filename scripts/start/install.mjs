import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { step } from "./lifetime.mjs";
import { root } from "./root.mjs";
import { runTool } from "./tool.mjs";

/** Installs the locked dependencies where they are missing or others. */
export async function install() {
  if (isInstalled()) return;
  // Without --include a NODE_ENV of production would leave out what builds the site.
  await step("Installing the locked dependencies (about a minute)", () =>
    npm(["ci", "--include=dev", "--include=optional"]),
  );
}

/** @param {Array<string>} args */
function npm(args) {
  const ours = process.env.npm_execpath;
  return ours?.endsWith(".js") ? runTool(process.execPath, [ours, ...args]) : runTool("npm", args);
}

/** npm writes its own record as the last thing of an installation. What is optional may be for another machine. */
function isInstalled() {
  const record = path.join(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = readPackages(path.join(root, "package-lock.json"));
  const found = readPackages(record);
  return Object.entries(wanted).every(([name, { version, optional, link }]) => {
    if (name === "" || link) return true;
    return found[name] === undefined ? optional === true : found[name].version === version;
  });
}

/** @param {string} file */
function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
