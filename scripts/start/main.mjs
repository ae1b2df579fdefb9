import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, generate } from "./build.mjs";
import { startChain } from "./chain.mjs";
import { startChild, waitUntilReady } from "./children.mjs";
import { install } from "./install.mjs";
import { isStopping, onStop, Stopped, seconds, step, stopAll, stopOnSignals } from "./lifetime.mjs";
import { startPostgres } from "./postgres.mjs";
import { Refusal } from "./refusal.mjs";
import { leaveFolder, takeFolder } from "./running.mjs";
import { preparationEnv, readBasics, readSecrets, requireFreePort, siteEnv } from "./settings.mjs";
import { runNode } from "./tool.mjs";

/** @param {Array<string>} options */
export async function main(options) {
  stopOnSignals(0);
  try {
    await start({ isDevelopment: options.includes("--dev"), endsAfterSeed: options.includes("--seed-only") });
  } catch (error) {
    if (error instanceof Stopped) return;
    await fail(error);
  }
}

/** @param {unknown} error */
async function fail(error) {
  // What the person can put right is said in a sentence; a bug of ours with its place.
  console.error(error instanceof Refusal ? error.message : error);
  await stopAll();
  process.exit(1);
}

/** @param {{ isDevelopment: boolean, endsAfterSeed: boolean }} how */
async function start({ isDevelopment, endsAfterSeed }) {
  const since = performance.now();
  const basics = readBasics(process.env);
  mkdirSync(basics.folder, { recursive: true });
  await takeFolder(basics.folder);
  onStop(async () => leaveFolder(basics.folder));
  if (!endsAfterSeed) await requireFreePort(basics);

  await install();
  await generate();
  const { env, forPreparation, watched } = await startParts({ basics, isDevelopment });
  const isSeeded = await prepare(basics.folder, forPreparation);
  if (endsAfterSeed) {
    if (!isSeeded) console.log("There was nothing to seed: a story is told once, and only on a chain of our own.");
    return stopAll();
  }

  if (!isDevelopment) await build();
  const children = await step("Starting the site and the jobs", async () => {
    const started = startSite({ env, folder: basics.folder, isDevelopment });
    await waitUntilReady(listeningAt(basics), started);
    return started;
  });
  for (const { ended } of [...watched, ...children]) ended.then(endTogether);
  console.log(
    `Ready after ${seconds(performance.now() - since)}. What it does is written to ${path.join(basics.folder, "log")}. Ctrl-C stops it.`,
  );
  console.log(`\n  ${basics.origin}\n`);
}

/** @param {string} why */
async function endTogether(why) {
  if (!isStopping()) await fail(new Refusal(why));
}

/** The database and the chain, unless the person has their own. */
async function startParts({ basics, isDevelopment }) {
  const watched = [];
  const secrets = await readSecrets(basics.folder);
  const databaseUrl = basics.databaseUrl ?? (await step("Starting PostgreSQL", () => startDatabase(basics, watched)));
  const ownChain = basics.rpcUrl === undefined;
  const rpcUrl =
    basics.rpcUrl ?? (await step("Starting the local chain", () => startLocalChain(basics, secrets, watched)));
  const env = await siteEnv({ basics, databaseUrl, rpcUrl, ownChain, secrets, isDevelopment });
  return { env, forPreparation: await preparationEnv({ ownChain, secrets, env }), watched };
}

async function startDatabase({ folder }, watched) {
  const postgres = await startPostgres({ dataDir: path.join(folder, "postgres") });
  onStop(postgres.stop);
  const ended = new Promise((resolve) => postgres.process.once("exit", () => resolve("PostgreSQL ended by itself.")));
  watched.push({ ended });
  return postgres.url;
}

async function startLocalChain({ folder }, secrets, watched) {
  const chain = await startChain(folder, secrets.operatorMnemonic);
  watched.push(chain);
  return chain.url;
}

/**
 * Migrations, agreement of chain and database, contracts; then the story, once.
 * @returns whether it was told now
 */
async function prepare(folder, env) {
  const unfinished = path.join(folder, "seeding");
  if (existsSync(unfinished)) {
    throw new Refusal("The first seeding was interrupted: run npm run reset, and then this again.");
  }
  let needsSeed = false;
  await runScript("scripts/prepare.ts", env, (message) => {
    needsSeed = message === "needs-seed";
  });
  if (!needsSeed) return false;
  writeFileSync(unfinished, "");
  // The story goes through two epochs at once; the site then keeps its own pace.
  await runScript("scripts/prepare/seed.ts", { ...env, EPOCH_SECONDS: "1" });
  rmSync(unfinished);
  return true;
}

/** It says its own steps and, when it fails, why. */
async function runScript(script, env, onMessage) {
  // Prisma asks two things at once within a transaction, of which pg warns; nobody who starts the site can do anything about it.
  const code = await runNode(["--disable-warning=DeprecationWarning", "--import", "tsx", script], env, onMessage);
  if (isStopping()) throw new Stopped();
  if (code !== 0) {
    await stopAll();
    process.exit(1);
  }
}

/** Web last, so that it is stopped first. */
function startSite({ env, folder, isDevelopment }) {
  const watch = ["node_modules/tsx/dist/cli.mjs", "watch", "--clear-screen=false"];
  const jobs = isDevelopment ? [...watch, "workers/server/index.ts"] : ["build/server/jobs.js"];
  const web = isDevelopment ? ["--import", "tsx", "server.ts"] : ["build/server/server.js"];
  const isLogged = !isDevelopment;
  return [
    startChild({ name: "jobs", args: jobs, env, folder, isLogged }),
    startChild({ name: "web", args: web, env, folder, isLogged }),
  ];
}

/** The origin may be a proxy's: readiness is asked where the site itself listens. */
function listeningAt({ host, port }) {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}
