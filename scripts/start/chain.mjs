// The local chain: anvil, its state kept in the data folder.
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { startAnvil } from "../contracts/anvil.mjs";
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
  const genesisTimestamp = isNew ? Math.floor(Date.now() / 1000) - STORY_SECONDS : undefined;
  const anvil = await startAnvil({ stateFile, port: await freePort(), mnemonic, genesisTimestamp }).catch((error) => {
    throw new Refusal(error.message);
  });
  onStop(anvil.stop);
  return { url: anvil.url, ended: anvil.exited.then(() => "The local chain ended by itself.") };
}
