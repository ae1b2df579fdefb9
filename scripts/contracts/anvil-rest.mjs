// A block a second for ever makes the local chain's state file grow by 6 MB an hour, and it is written anew every second. So the
// chain rests when nobody has used it for a while: then a block a minute, until the next transaction arrives.
import { setTimeout as sleep } from "node:timers/promises";
import { call } from "./anvil-call.mjs";

const lookMs = 500;
const restingSeconds = 60;

/**
 * Looks after the pace of the chain at `url` until `isOver()`.
 * @param {{ url: string, blockTimeSeconds: number, idleSeconds: number, isOver: () => boolean }} options `idleSeconds` must
 *   exceed every wait that a transaction starts, such as an epoch's window
 */
export async function restWhenIdle({ url, blockTimeSeconds, idleSeconds, isOver }) {
  let usedAt = Date.now();
  let isResting = false;
  for (; !isOver(); await sleep(lookMs, undefined, { ref: false })) {
    const isUsed = await hasTransactions(url).catch(() => false);
    if (isUsed) usedAt = Date.now();
    const shouldRest = Date.now() - usedAt > idleSeconds * 1000;
    if (shouldRest === isResting) continue;
    const pace = shouldRest ? restingSeconds : blockTimeSeconds;
    const isSet = await call(url, "evm_setIntervalMining", [pace]).then(
      () => true,
      () => false,
    );
    if (isSet) isResting = shouldRest;
  }
}

/** Whether a transaction waits or the newest block holds one. */
async function hasTransactions(url) {
  const pool = await call(url, "txpool_status", []);
  if (Number(pool.pending) > 0) return true;
  const block = await call(url, "eth_getBlockByNumber", ["latest", false]);
  return block.transactions.length > 0;
}
