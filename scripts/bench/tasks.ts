// How fast tasks are taken and answered, beside the ceiling that pgbench reaches with the same statements on this machine.
import { setTimeout as sleep } from "node:timers/promises";
import { type Figure, figureOf, type Measured, type Ratio } from "#scripts/bench/measure.ts";
import { contributors, cycleFor, inProcess, pacedLatencies, type Turn, takers } from "#scripts/bench/tasks/cycles.ts";
import { countAnswers, type Database, fillQueue, refillQueue, startDatabase } from "#scripts/bench/tasks/database.ts";
import { countDoubleLeases, leasesWanted } from "#scripts/bench/tasks/double-leases.ts";
import { findPgbench, runPgbench, type Statements } from "#scripts/bench/tasks/pgbench.ts";
import { startSite } from "#scripts/bench/tasks/site.ts";

const tasks = 30_000;
const rounds = 3;
const seconds = 5;
const warmUpSeconds = 2;

type Contender = { name: string; load: (seconds: number) => Promise<void> };

export async function bench(): Promise<Measured> {
  const database = await startDatabase();
  try {
    await fillQueue(database.url, tasks);
    return await measure(database);
  } finally {
    await database.stop();
  }
}

/** The site's modules read where the database is when they are first used: they are loaded after it has started. */
async function measure(database: Database): Promise<Measured> {
  const [lease, statement, submit, { closeDatabase }] = await Promise.all([
    import("#app/features/tasks/queue/lease.server.ts"),
    import("#app/features/tasks/queue/lease-statement.server.ts"),
    import("#app/features/tasks/queue/submit.server.ts"),
    import("#app/lib/db.server.ts"),
  ]);
  const own = inProcess({ ...lease, ...submit });
  const site = await startSite(database.url);
  try {
    const statements = { lease: statement.leaseTasksStatementWithIds, answers: submit.recordAnswersStatement };
    const contenders = [...ourContenders(own, site.turn), ...ceilings(database, statements)];
    const figures = await takeTurns(database, contenders);
    const latencies = await halfLoad(database, figures, { own, http: site.turn });
    const doubles = await doubleLeases(database, own);
    return { figures: [...figures, ...latencies, doubles], ratios: ratiosOf(figures) };
  } finally {
    await site.stop();
    await closeDatabase();
  }
}

function ourContenders(own: Turn, http: Turn): Array<Contender> {
  const load = (turn: Turn, batch: number) => (duration: number) => cycleFor(turn, batch, duration);
  return [
    { name: "cycles ours b1", load: load(own, 1) },
    { name: "cycles ours b8", load: load(own, 8) },
    { name: "cycles http b8", load: load(http, 8) },
  ];
}

/** Nothing where there is no pgbench: then the ratios are left out. */
function ceilings(database: Database, statements: Statements): Array<Contender> {
  const program = findPgbench();
  if (!program) {
    console.error("There is no pgbench in PATH, and PGBENCH names none: the ratios to it are left out.");
    return [];
  }
  return [1, 8].map((batch) => ({
    name: `cycles pgbench b${batch}`,
    load: (duration) => runPgbench(program, database, { statements, batch, seconds: duration }),
  }));
}

/** Answers a second that stand in the database, while the load goes on and its connections have planned what they run. */
async function rateOf(url: string, { load }: Contender): Promise<number> {
  const loaded = load(warmUpSeconds + seconds + 1);
  await sleep(warmUpSeconds * 1_000);
  const [before, started] = [await countAnswers(url), performance.now()];
  await sleep(seconds * 1_000);
  const [after, ended] = [await countAnswers(url), performance.now()];
  await loaded;
  return (1_000 * (after - before)) / (ended - started);
}

/** Each starts from the same queue; they take turns, so that a busy moment of the machine strikes all. */
async function takeTurns({ url }: Database, contenders: ReadonlyArray<Contender>): Promise<Array<Figure>> {
  const rates = contenders.map(() => [] as Array<number>);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      await refillQueue(url);
      rates[index]?.push(await rateOf(url, contender));
    }
  }
  return contenders.map(({ name }, index) => figureOf(name, "cycles/s", rates[index] ?? []));
}

function valueIn(figures: ReadonlyArray<Figure>, name: string): number | undefined {
  return figures.find((figure) => figure.name === name)?.value;
}

function ratiosOf(figures: ReadonlyArray<Figure>): Array<Ratio> {
  const pairs = [
    ["ours", "b1"],
    ["ours", "b8"],
    ["http", "b8"],
  ] as const;
  return pairs.flatMap(([who, batch]) => {
    const [value, ceiling] = [valueIn(figures, `cycles ${who} ${batch}`), valueIn(figures, `cycles pgbench ${batch}`)];
    return value && ceiling ? [{ name: `cycles/s ${who}/pgbench ${batch}`, value: value / ceiling }] : [];
  });
}

/** What somebody waits for while all contributors together ask for half of what the machine could do. */
async function halfLoad({ url }: Database, figures: ReadonlyArray<Figure>, turns: { own: Turn; http: Turn }) {
  const paced = [
    { name: "ours b1", turn: turns.own, batch: 1 },
    { name: "http b8", turn: turns.http, batch: 8 },
  ];
  const found: Array<Figure> = [];
  for (const { name, turn, batch } of paced) {
    await refillQueue(url);
    const rate = (valueIn(figures, `cycles ${name}`) ?? 0) / 2;
    const latencies = await pacedLatencies(turn, rate, { batch, seconds });
    const what = `${name}, half load, ${contributors} contributors`;
    for (const call of ["lease", "answer"] as const)
      for (const percent of [50, 99]) found.push(percentile(`p${percent} ${call} ${what}`, latencies[call], percent));
  }
  return found;
}

function percentile(name: string, values: ReadonlyArray<number>, percent: number): Figure {
  const ordered = [...values].sort((left, right) => left - right);
  const value = ordered[Math.min(ordered.length - 1, Math.ceil((ordered.length * percent) / 100) - 1)] ?? Number.NaN;
  return { ...figureOf(name, "ms", ordered), value };
}

async function doubleLeases({ url }: Database, own: Turn): Promise<Figure> {
  await refillQueue(url);
  const { leases, double } = await countDoubleLeases(own, url);
  if (leases < leasesWanted) throw new Error(`Only ${leases} leases could be given.`);
  return {
    name: `double leases in 100,000 by ${takers} takers`,
    value: double,
    unit: "leases",
    n: leases,
    min: double,
    max: double,
  };
}
