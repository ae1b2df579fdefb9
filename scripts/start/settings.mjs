// What the site, the jobs and the preparation are told by their environment. README, "Settings", explains each.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { Refusal } from "./refusal.mjs";
import { root } from "./root.mjs";

/** @param {Record<string, string | undefined>} env */
export function readBasics(env) {
  const port = Number(env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Refusal(`PORT is ${env.PORT}: set it to a number from 1 to 65535.`);
  }
  const host = env.HOST ?? "127.0.0.1";
  return {
    port,
    host,
    isLoopback: ["localhost", "::1"].includes(host) || /^127\./.test(host),
    origin: env.SITE_ORIGIN ?? `http://localhost:${port}`,
    folder: path.resolve(root, env.PRACA_DIR ?? ".praca"),
    databaseUrl: env.DATABASE_URL,
    rpcUrl: env.CHAIN_RPC_URL,
  };
}

/** @typedef {ReturnType<typeof readBasics>} Basics */

/**
 * @param {Basics} basics
 * @returns {Promise<void>}
 */
export function requireFreePort({ port, host }) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => {
      const why = error.code === "EADDRINUSE" ? "is in use" : `cannot be opened (${error.code})`;
      reject(new Refusal(`Port ${port} of ${host} ${why}: set PORT to another one, or stop what uses it.`));
    });
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

/**
 * Made once, kept for as long as the data: without them the seeds of slots and the chain's accounts would be others.
 * @param {string} folder
 * @returns {Promise<{ slotSecret: string, operatorMnemonic: string, demoMnemonic: string }>}
 */
export async function readSecrets(folder) {
  const file = path.join(folder, "secrets.json");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const secrets = {
      slotSecret: randomBytes(32).toString("hex"),
      operatorMnemonic: await newMnemonic(),
      demoMnemonic: await newMnemonic(),
    };
    writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  chmodSync(file, 0o600);
  return JSON.parse(readFileSync(file, "utf8"));
}

async function newMnemonic() {
  const { Mnemonic } = await import("ethers");
  return Mnemonic.fromEntropy(randomBytes(16)).phrase;
}

/**
 * @param {string} mnemonic
 * @param {number} index
 */
export async function accountOf(mnemonic, index) {
  const { HDNodeWallet } = await import("ethers");
  const { address, privateKey } = HDNodeWallet.fromPhrase(mnemonic, undefined, `m/44'/60'/0'/0/${index}`);
  return { address, privateKey };
}

/** What web and jobs get. Whatever the person set wins, but nobody makes a local trial of a chain that is not ours. */
export async function siteEnv({ basics, databaseUrl, rpcUrl, ownChain, secrets, isDevelopment }) {
  return {
    SLOT_SECRET: secrets.slotSecret,
    ...process.env,
    ...(ownChain ? await ownChainEnv(secrets) : {}),
    ...(ownChain && basics.isLoopback
      ? { LOCAL_TRIAL: "1", DEMO_MNEMONIC: secrets.demoMnemonic }
      : { LOCAL_TRIAL: "0", DEMO_MNEMONIC: undefined }),
    NODE_ENV: isDevelopment ? "development" : "production",
    HOST: basics.host,
    PORT: String(basics.port),
    SITE_ORIGIN: basics.origin,
    PRACA_DIR: basics.folder,
    DATABASE_URL: databaseUrl,
    CHAIN_RPC_URL: rpcUrl,
  };
}

/** On the local chain a newcomer is paid within minutes. */
async function ownChainEnv(secrets) {
  const { EPOCH_SECONDS = "120", WINDOW_SECONDS = "60", PROPOSER_KEY, REVIEWERS } = process.env;
  return {
    EPOCH_SECONDS,
    WINDOW_SECONDS,
    PROPOSER_KEY: PROPOSER_KEY ?? (await accountOf(secrets.operatorMnemonic, 1)).privateKey,
    REVIEWERS: REVIEWERS ?? (await accountOf(secrets.demoMnemonic, 4)).address,
  };
}

/** What the preparation and the seed get besides: keys that the site never sees. */
export async function preparationEnv({ ownChain, secrets, env }) {
  // Its steps are what it says; the site's log lines would stand between them.
  const quiet = { ...env, LOG_LEVEL: process.env.LOG_LEVEL ?? "warn" };
  if (!ownChain) return quiet;
  return {
    ...quiet,
    OWN_CHAIN: "1",
    DEMO_MNEMONIC: secrets.demoMnemonic,
    DEPLOYER_KEY: (await accountOf(secrets.operatorMnemonic, 0)).privateKey,
    ARBITER_KEY: process.env.ARBITER_KEY ?? (await accountOf(secrets.operatorMnemonic, 2)).privateKey,
  };
}
