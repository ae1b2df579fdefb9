// One function a kind of check. Each runs to its end, shows what went wrong, and counts.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../start/free-port.mjs";
import { findChromium } from "./chromium.mjs";
import { runShown } from "./run-shown.mjs";

/** @typedef {import("./main.mjs").Counts} Counts */

/**
 * @param {string} tool of node_modules/.bin
 * @param {Array<string>} args
 * @returns {Promise<Counts>}
 */
export async function checkTool(tool, args) {
  const { code } = await runShown(`node_modules/.bin/${tool}`, args, { isQuiet: true });
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : failedToRun;
}

/** @type {Counts} */
const failedToRun = { passed: 0, failed: 1, skipped: 0 };

/**
 * @param {string} project of vitest.config.ts
 * @returns {Promise<Counts>}
 */
export function testCode(project) {
  return withReport(async (file) => {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const { code } = await runShown("node_modules/.bin/vitest", ["run", "--project", project, ...reporters]);
    const report = readReport(file);
    if (report === null) return failedToRun;
    const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests } = report;
    // A file that does not load has no test that could fail: the exit code knows of it.
    const counts = { passed, failed: code === 0 ? 0 : Math.max(failed, 1), skipped: numPendingTests + numTodoTests };
    return { ...counts, failures: report.testResults.flatMap(listFailures) };
  });
}

/** The names of a file's tests that failed, or the file's own where it does not load. */
function listFailures({ name, status, assertionResults }) {
  const file = path.relative(process.cwd(), name);
  const failed = assertionResults.filter((result) => result.status === "failed");
  const names = failed.map(({ fullName }) => `${file}: ${fullName}`);
  return status === "failed" && names.length === 0 ? [file] : names;
}

/** @returns {Promise<Counts>} */
export async function testContracts() {
  const { code, said } = await runShown(process.execPath, ["scripts/contracts/forge-test.mjs"]);
  const [, passed, failed, skipped] = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(said) ?? [];
  if (passed === undefined) return failedToRun;
  return { passed: Number(passed), failed: code === 0 ? 0 : Math.max(Number(failed), 1), skipped: Number(skipped) };
}

/** @returns {Promise<Counts>} */
export async function testBrowser() {
  const chromium = await findChromium();
  if (chromium === null) {
    console.error("There is no Chromium: install one, or set CHROMIUM_PATH to its program.");
    return failedToRun;
  }
  return withReport(async (file) => {
    const env = {
      ...process.env,
      CHROMIUM_PATH: chromium,
      E2E_PORT: String(await freePort()),
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    };
    const { code } = await runShown("node_modules/.bin/playwright", ["test", "--reporter=list,json"], { env });
    const report = readReport(file);
    if (!report?.stats) return failedToRun;
    const { expected, unexpected, flaky, skipped } = report.stats;
    const counts = { passed: expected + flaky, failed: code === 0 ? 0 : Math.max(unexpected, 1), skipped };
    return { ...counts, failures: report.suites.flatMap(listUnexpected) };
  });
}

/** The names of the journeys that failed, and of those that passed at their second try. */
function listUnexpected({ file, specs, suites = [] }) {
  const tests = specs.flatMap(({ title, tests: [test] }) => ({
    name: `e2e/${file}: ${title}`,
    status: test?.status,
  }));
  const named = { unexpected: (name) => name, flaky: (name) => `${name} (passed at its second try)` };
  const own = tests.flatMap(({ name, status }) => named[status]?.(name) ?? []);
  return [...own, ...suites.flatMap(listUnexpected)];
}

/**
 * @param {(file: string) => Promise<Counts>} work
 * @returns {Promise<Counts>}
 */
async function withReport(work) {
  const folder = mkdtempSync(path.join(tmpdir(), "praca-report-"));
  try {
    return await work(path.join(folder, "report.json"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}
