import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { runTool } from "../start/tool.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * One that is installed, else Playwright's, else Debian's package, which only root can install.
 * @returns {Promise<string | null>} the program
 */
export async function findChromium() {
  return process.env.CHROMIUM_PATH ?? onPath() ?? (await playwrights()) ?? (await debians());
}

function onPath() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram) ?? null;
}

async function playwrights() {
  const { chromium } = await import("@playwright/test");
  return isProgram(chromium.executablePath()) ? chromium.executablePath() : null;
}

async function debians() {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return null;
  console.log("Installing Debian's package chromium.");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runTool("apt-get", ["update"], { env });
  await runTool("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"], { env });
  return onPath();
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
