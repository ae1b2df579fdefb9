// A local chain for the trial and for tests: anvil, keeping its state in a file, ended by whoever started it.
// Plain JavaScript without dependencies, because start.mjs imports it before anything else runs.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { call } from "./anvil-call.mjs";
import { endOrphan, markRunning } from "./anvil-orphan.mjs";
import { restWhenIdle } from "./anvil-rest.mjs";
import { foundryBinary } from "./foundry.mjs";

const startMs = 15_000;

/**
 * Starts anvil on the loopback address and waits until it answers.
 * @param {{
 *   stateFile?: string, port: number, mnemonic: string, chainId?: number, blockTimeSeconds?: number, accounts?: number,
 *   allowOrigin?: string, genesisTimestamp?: number, idleSeconds?: number
 * }} options `stateFile` is written every second and at the end; without one nothing is kept. `accounts` of the mnemonic are
 *   rich. `genesisTimestamp` (a new chain's, in seconds) may lie in the past. After `idleSeconds` without use the chain rests.
 * @returns {Promise<{ url: string, pid: number, exited: Promise<void>, stop: () => Promise<void> }>}
 */
export async function startAnvil(options) {
  const {
    stateFile,
    port,
    mnemonic,
    chainId = 31337,
    blockTimeSeconds = 1,
    accounts = 10,
    idleSeconds = 600,
  } = options;
  if (stateFile) {
    await endOrphan(stateFile);
    refuseBrokenState(stateFile);
  }
  const url = `http://127.0.0.1:${port}`;
  if (await chainIdOf(url)) throw new Error(`port ${port} already answers as a chain: stop it or choose another port`);

  const child = spawn(
    foundryBinary("anvil"),
    [
      ...["--host", "127.0.0.1", "--port", String(port), "--chain-id", String(chainId)],
      ...["--block-time", String(blockTimeSeconds), "--mnemonic", mnemonic, "--accounts", String(accounts)],
      // It answers any page by default. No page reaches it: the site's /rpc does.
      ...["--allow-origin", options.allowOrigin ?? url],
      ...(stateFile ? ["--state", stateFile, "--state-interval", "1"] : []),
      ...(options.genesisTimestamp ? ["--timestamp", String(options.genesisTimestamp)] : []),
    ],
    // A group of its own, so that Ctrl-C reaches it only through stop(), after those who still write to it.
    { stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  if (stateFile && child.pid) markRunning(stateFile, child.pid);
  const said = collect(child.stderr);
  const exited = once(child, "exit").then(() => undefined);
  exited.catch(() => undefined);

  const answered = await Promise.race([isUp(url, chainId), exited.then(() => false)]).catch(() => false);
  if (!answered) {
    child.kill("SIGKILL");
    throw new Error(
      `the local chain did not start on port ${port}: ${said().trim().slice(-500) || "it gave no reason"}`,
    );
  }
  restWhenIdle({ url, blockTimeSeconds, idleSeconds, isOver: () => isOver(child) });
  return { url, pid: child.pid, exited, stop: () => stop(child, exited) };
}

/** A power cut can leave half a file. anvil refuses it with a page of its parser's words; this says what to do. */
function refuseBrokenState(stateFile) {
  if (!existsSync(stateFile)) return;
  try {
    JSON.parse(readFileSync(stateFile, "utf8"));
  } catch {
    throw new Error(`the local chain's state in ${stateFile} is cut short: run npm run reset to begin anew`);
  }
}

async function stop(child, exited) {
  if (isOver(child)) return;
  child.kill("SIGTERM");
  const isGone = await Promise.race([exited.then(() => true), sleep(10_000, false, { ref: false })]);
  if (!isGone) child.kill("SIGKILL");
  await exited;
}

function isOver(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

async function isUp(url, chainId) {
  for (const end = Date.now() + startMs; Date.now() < end; await sleep(25)) {
    if ((await chainIdOf(url)) === chainId) return true;
  }
  return false;
}

/** @returns {Promise<number | undefined>} undefined when no chain answers there */
async function chainIdOf(url) {
  return call(url, "eth_chainId", []).then(Number, () => undefined);
}

function collect(stream) {
  let text = "";
  stream.setEncoding("utf8");
  stream.on("data", (part) => {
    text = (text + part).slice(-10_000);
  });
  return () => text;
}
