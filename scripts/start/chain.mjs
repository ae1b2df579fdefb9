// The local chain: anvil, its state kept in the data folder.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startAnvil } from "../contracts/anvil.mjs";
import { call } from "../contracts/anvil-call.mjs";
import { freePort } from "./free-port.mjs";
import { onStop } from "./lifetime.mjs";
import { Refusal } from "./refusal.mjs";

// The seed's story begins in the past: it moves the chain's clock forward over its epochs' windows until it is now.
const STORY_SECONDS = 15 * 60;

/**
 * @param {string} folder
 * @param {string} mnemonic of the operator's accounts, which the chain makes rich
 * @returns {Promise<{ url: string, ended: Promise<string> }>}
 */
export async function startChain(folder, mnemonic) {
  const stateFile = path.join(folder, "chain", "state.json");
  mkdirSync(path.dirname(stateFile), { recursive: true });
  const isNew = !existsSync(stateFile);
  const genesisTimestamp = firstTime(path.join(folder, "chain", "first-time"), isNew);
  const anvil = await startAnvil({ stateFile, port: await freePort(), mnemonic, genesisTimestamp }).catch((error) => {
    throw new Refusal(error.message);
  });
  onStop(anvil.stop);
  if (!isNew) await bringClockToNow(anvil.url);
  return { url: anvil.url, ended: anvil.exited.then(() => "The local chain ended by itself.") };
}

/**
 * anvil makes its first block anew at each start. Made of another time it would have another hash, and the chain would look
 * like another one.
 * @param {string} file
 * @param {boolean} isNew
 */
function firstTime(file, isNew) {
  if (isNew) writeFileSync(file, String(now() - STORY_SECONDS));
  return existsSync(file) ? Number(readFileSync(file, "utf8")) : undefined;
}

/** @param {string} url */
async function bringClockToNow(url) {
  const pending = await call(url, "eth_getBlockByNumber", ["pending", false]);
  const behindSeconds = now() - Number(pending.timestamp);
  if (behindSeconds > 1) await call(url, "evm_increaseTime", [behindSeconds]);
}

function now() {
  return Math.floor(Date.now() / 1000);
}
