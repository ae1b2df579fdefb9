// The jobs process: runs the jobs of task-list.ts and starts the clock of those that come round by themselves.
import { Logger, run } from "graphile-worker";
import { closeChain } from "#app/lib/chain.server.ts";
import { closeDatabase, db, pool } from "#app/lib/db.server.ts";
import { addJob, type Jobs, markRunner } from "#app/lib/jobs.server.ts";
import { log } from "#app/lib/log.server.ts";
import { taskList } from "#workers/server/task-list.ts";

/** Jobs that come round: name → seconds between two of them. A waiting one is not added twice, and two of a name never overlap. */
const rounds: Array<{ name: "close-epoch" | "index-chain" | "settle-replays"; seconds: number }> = [
  { name: "index-chain", seconds: 1 },
  { name: "close-epoch", seconds: 2 },
  { name: "settle-replays", seconds: 30 },
];

// Each round would be two lines a second: what went well is for those who look closely.
const logger = new Logger(() => (level, message) => {
  const severity = level === "error" ? "error" : level === "warning" ? "warn" : "debug";
  log[severity](message.slice(0, 1_000));
});

const runner = await run({
  logger,
  pgPool: pool(),
  taskList,
  concurrency: 4,
  noHandleSignals: true,
  pollInterval: 1_000,
});

const unmark = markRunner(pool());

const clocks = rounds.map(({ name, seconds }) =>
  setInterval(() => {
    const payload: Jobs[typeof name] = {};
    addJob(db(), name, payload, { key: name, queue: name }).catch((error: Error) =>
      log.warn({ error: error.message, job: name }, "a round was missed"),
    );
  }, seconds * 1_000),
);

async function stop(): Promise<void> {
  for (const clock of clocks) clearInterval(clock);
  await runner.stop();
  unmark();
  closeChain();
  await closeDatabase();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
log.info("the jobs run");
