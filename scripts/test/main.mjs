import { build, generate } from "../start/build.mjs";
import { install } from "../start/install.mjs";
import { seconds, stopOnSignals } from "../start/lifetime.mjs";
import { checkTool, testBrowser, testCode, testContracts } from "./runners.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number, failures?: Array<string> }} Counts */

/** @param {{ isQuick: boolean }} how */
export async function main({ isQuick }) {
  stopOnSignals(1);
  const quick = [
    ["Formatting", () => checkTool("biome", ["format", "."])],
    ["Lint", () => checkTool("biome", ["lint", "--error-on-warnings", "."])],
    ["Types", () => checkTool("tsc", ["--noEmit"])],
    ["Unit tests", () => testCode("unit")],
  ];
  const slow = [
    ["Dead code", () => checkTool("knip", [])],
    ["Server tests", () => testCode("server")],
    ["Contract tests", testContracts],
    ["Build", () => succeeds(build)],
    ["Journeys in a browser", testBrowser],
  ];
  const results = [await timed("Installation", () => succeeds(installAll))];
  if (results[0]?.counts.failed === 1) return report(results);
  for (const [name, run] of isQuick ? quick : [...quick, ...slow]) results.push(await timed(name, run));
  report(results);
}

/**
 * @param {string} name
 * @param {() => Promise<Counts>} run
 */
async function timed(name, run) {
  console.log(`\n── ${name}`);
  const since = performance.now();
  const counts = await run();
  return { name, counts, ms: performance.now() - since };
}

async function installAll() {
  await install();
  await generate();
}

/**
 * @param {() => Promise<void>} work
 * @returns {Promise<Counts>}
 */
async function succeeds(work) {
  try {
    await work();
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {Array<{ name: string, counts: Counts, ms: number }>} results */
function report(results) {
  console.log("\n── Where the time went");
  for (const { name, counts, ms } of results) {
    console.log(`${name.padEnd(22)} ${seconds(ms).padStart(8)}  ${inWords(counts)}`);
  }
  const failures = results.flatMap(({ counts }) => counts.failures ?? []);
  if (failures.length > 0)
    console.log(`\nWhat failed, if only at its first try\n${failures.map((name) => `- ${name}`).join("\n")}`);
  const sum = (key) => results.reduce((total, { counts }) => total + counts[key], 0);
  const all = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
  process.exitCode = all.failed === 0 ? 0 : 1;
  console.log(`\n${inWords(all)}`);
}

/** @param {Counts} counts */
function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
